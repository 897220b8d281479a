namespace Decant.Students.Weights;

/// <summary>What the tensors of a weight file are called here.</summary>
internal static class WeightNames
{
    // PyTorch's words for the numbers of a layer, and ours; what weighs in a normalisation is its scale.
    private static readonly (string Elsewhere, string[] Here)[] s_words =
    [
        ("weight", ["weight", "scale"]),
        ("bias", ["bias"]),
        ("running_mean", ["mean"]),
        ("running_var", ["variance"]),
    ];

    /// <summary>Whether a tensor counts steps of a training and says nothing of the network.</summary>
    public static bool IsCounter(string name) =>
        name == "num_batches_tracked" || name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    /// <summary>
    /// What all names begin with, up to a dot: a wrapper such as <c>module.</c> of parallel training. Empty where there is none.
    /// </summary>
    public static string CommonPrefix(IReadOnlyList<string> names)
    {
        if (names.Count < 2)
        {
            return "";
        }

        var prefix = "";
        while (
            names[0].IndexOf('.', prefix.Length) is > 0 and var dot
            && names.All(name => name.StartsWith(names[0][..(dot + 1)], StringComparison.Ordinal))
        )
        {
            prefix = names[0][..(dot + 1)];
        }

        return prefix;
    }

    /// <summary>The names that a tensor may have here, the likeliest first.</summary>
    /// <param name="name">Its name elsewhere, without the common prefix.</param>
    /// <param name="rules">The architecture's table.</param>
    public static IEnumerable<string> Here(string name, IReadOnlyList<NameRule> rules)
    {
        yield return name;
        var dot = name.LastIndexOf('.');
        var (layer, word) = dot < 0 ? ("", name) : (name[..dot], name[(dot + 1)..]);
        var words = s_words.FirstOrDefault(entry => entry.Elsewhere == word).Here ?? [word];
        foreach (var translated in rules.Select(rule => rule.Translate(layer)).OfType<string>().Prepend(layer))
        {
            foreach (var here in words)
            {
                yield return $"{translated}.{here}";
            }
        }
    }
}
