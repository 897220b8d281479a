using Decant.Tokenizers.Characters;
using Decant.Tokenizers.Normalization;
using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers.Learning;

/// <summary>The words of texts and how often each comes.</summary>
internal static class WordCounts
{
    /// <param name="texts">The texts.</param>
    /// <param name="normalizer">What is done to each first; null for nothing.</param>
    /// <param name="splitter">How words are told apart.</param>
    /// <param name="longest">The most characters of a word that counts; a longer one teaches nothing.</param>
    /// <returns>The words in ordinal order, so that the order of texts does not matter.</returns>
    public static List<(string Word, long Count)> Of(
        IEnumerable<string> texts,
        TextNormalizer? normalizer,
        TextSplitter splitter,
        int longest
    )
    {
        var counts = new Dictionary<string, long>();
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var buffer = new TextBuffer();
        foreach (var text in texts)
        {
            buffer.Load(text, 0, text.Length);
            normalizer?.Apply(buffer);
            splitter.Apply(buffer);
            foreach (var segment in buffer.Segments)
            {
                var word = buffer.Chars[segment.Begin..segment.End];
                if (word.Length <= longest)
                {
                    lookup.TryGetValue(word, out var count);
                    lookup[word] = count + 1;
                }
            }
        }
        return [.. counts.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }
}
