using System.Text.RegularExpressions;

namespace Decant.Tests.Tokenizers;

/// <summary>
/// Byte-pair encoding as its paper has it: all pairs of all words are counted anew for every merge (Sennrich et al. 2016, algorithm 1).
/// </summary>
internal static partial class NaiveMerges
{
    /// <summary>Pieces that are learnt from small texts without accents, after those of the alphabet.</summary>
    public static List<string> Learn(IEnumerable<string> texts, IEnumerable<string> alphabet, int size)
    {
        List<string> pieces = [.. alphabet];
        var words = texts
            .SelectMany(text => Words().Matches(text.ToLowerInvariant().Replace('ï', 'i').Replace('é', 'e')))
            .Select(match => match.Value.Select((letter, place) => place == 0 ? $"{letter}" : $"##{letter}").ToList())
            .ToList();
        while (pieces.Count < size)
        {
            var best = words
                .SelectMany(word => word.Zip(word.Skip(1)))
                .GroupBy(pair => pair)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => pieces.IndexOf(group.Key.First))
                .ThenBy(group => pieces.IndexOf(group.Key.Second))
                .First()
                .Key;
            var joined = best.First + best.Second[2..];
            pieces.Add(joined);
            foreach (var word in words)
            {
                for (var i = 0; i + 1 < word.Count; i++)
                {
                    if ((word[i], word[i + 1]) == best)
                    {
                        word[i] = joined;
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        return pieces;
    }

    [GeneratedRegex(@"[a-z]+|[^a-z\s]")]
    private static partial Regex Words();
}
