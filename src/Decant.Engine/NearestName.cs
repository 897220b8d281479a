namespace Decant.Engine;

/// <summary>Says what an unknown name was probably meant to be, and what exists.</summary>
internal static class NearestName
{
    /// <summary>
    /// The message for an unknown name: <c>unknown loss 'soft-target'; nearest: 'soft-targets'; known: hard-labels, soft-targets</c>.
    /// </summary>
    /// <param name="kind">What was named, in the singular: "loss", "model", "metric".</param>
    /// <param name="given">The name as it came.</param>
    /// <param name="known">The names that exist; listed in the order given.</param>
    public static string Explain(string kind, string given, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(known);
        var names = known.ToList();
        var nearest = Find(given, names);
        return $"unknown {kind} '{given}'"
            + (nearest is null ? "" : $"; nearest: '{nearest}'")
            + (names.Count == 0 ? "; none is known here" : $"; known: {string.Join(", ", names)}");
    }

    /// <summary>The known name that <paramref name="given"/> most resembles, or null where nothing is near enough to be a slip.</summary>
    /// <remarks>
    /// Case and separators do not count (<c>Soft_Targets</c> is <c>soft-targets</c>). At most a third of the letters may differ,
    /// one letter in short names; failing that, a name that begins with all of <paramref name="given"/> (three letters or more) is taken.
    /// </remarks>
    public static string? Find(string given, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(known);
        const int longestWord = 64;
        var wanted = Plain(given);
        if (wanted.Length is 0 or > longestWord)
        {
            return null;
        }
        string? best = null,
            prefixed = null;
        var bestDistance = int.MaxValue;
        foreach (var name in known)
        {
            var candidate = Plain(name);
            var distance = Distance(wanted, candidate);
            if (
                distance < bestDistance
                && distance <= Math.Max(1, Math.Max(wanted.Length, candidate.Length) / 3)
                && distance < Math.Max(wanted.Length, candidate.Length)
            )
            {
                (best, bestDistance) = (name, distance);
            }
            if (prefixed is null && wanted.Length >= 3 && candidate.StartsWith(wanted, StringComparison.Ordinal))
            {
                prefixed = name;
            }
        }
        return best ?? prefixed;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // Optimal string alignment: the fewest insertions, deletions, substitutions and swaps of neighbours.
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }
        for (var j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(substitution, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }
        return cost[a.Length, b.Length];
    }
}
