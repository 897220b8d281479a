using System.Text;
using Decant.Engine;
using Decant.Tokenizers.Formats;
using Decant.Tokenizers.Learning;
using Decant.Tokenizers.Normalization;
using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers;

/// <summary>Learns a WordPiece vocabulary of one's own, with BERT's normalisation: small letters, no accents.</summary>
internal static class WordPieceTraining
{
    private const int LongestWord = 100;
    private const int MostCharacters = 1000;

    /// <summary>Learns from texts; the same texts give the same vocabulary, in whatever order they come.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="size">The most pieces, <c>[PAD] [UNK] [CLS] [SEP] [MASK]</c> as the first five included.</param>
    /// <exception cref="DecantException">Too small a size, or no words to learn from.</exception>
    public static TextTokenizer Run(IEnumerable<string> texts, int size)
    {
        ArgumentNullException.ThrowIfNull(texts);
        VocabularySize.Check(size, BertTokens.Usual.All.Count() + 2);
        var words = WordCounts.Of(texts, new BertNormalizer(true, true, true, true), new BertSplitter(), LongestWord);
        VocabularySize.CheckWords(words.Count);
        var pieces = BertTokens.Usual.All.ToList();
        var (symbols, counts) = Symbols(words, pieces, size);
        new MergeLearning(pieces, symbols, counts, (left, right) => left + right[2..]).Run(size);
        var ids = pieces.Select((piece, id) => KeyValuePair.Create(piece, id)).ToDictionary();
        return new VocabularyTokenizer(
            TokenizerJson.Read(BertJson.Write(ids, BertTokens.Usual, true, null, true), "of the trained vocabulary")
        );
    }

    // The alphabet becomes the first pieces: the characters that come most often, each at the front of a word and within one.
    private static (int[][] Symbols, long[] Counts) Symbols(List<(string Word, long Count)> words, List<string> pieces, int size)
    {
        var frequency = new Dictionary<Rune, long>();
        foreach (var (word, count) in words)
        {
            foreach (var character in word.EnumerateRunes())
            {
                frequency[character] = frequency.GetValueOrDefault(character) + count;
            }
        }
        var alphabet = frequency
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key)
            .Take(Math.Min(MostCharacters, (size - pieces.Count) / 2))
            .Select(pair => pair.Key)
            .Order()
            .ToList();
        var first = alphabet.Index().ToDictionary(pair => pair.Item, pair => pieces.Count + pair.Index);
        pieces.AddRange(alphabet.Select(character => character.ToString()));
        // A punctuation mark is a word of its own and never within one.
        var seen = words.SelectMany(pair => pair.Word.EnumerateRunes().Skip(1)).ToHashSet();
        var inner = alphabet.Where(seen.Contains).ToList();
        var within = inner.Index().ToDictionary(pair => pair.Item, pair => pieces.Count + pair.Index);
        pieces.AddRange(inner.Select(character => $"##{character}"));
        var known = words.Where(pair => pair.Word.EnumerateRunes().All(first.ContainsKey)).ToList();
        return (
            [.. known.Select(pair => pair.Word.EnumerateRunes().Select((rune, i) => (i == 0 ? first : within)[rune]).ToArray())],
            [.. known.Select(pair => pair.Count)]
        );
    }
}
