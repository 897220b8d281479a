using Decant.Engine;
using Decant.Tokenizers.Formats;
using Decant.Tokenizers.Learning;
using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers;

/// <summary>Learns a byte-level vocabulary of one's own: every text can be written with it, and read back unchanged.</summary>
internal static class BytePairTraining
{
    private const int LongestWord = 400;

    /// <summary>Learns from texts; the same texts give the same vocabulary, in whatever order they come.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="size">The most pieces: <c>[PAD] [UNK] [CLS] [SEP] [MASK]</c>, the 256 bytes, and what is learnt.</param>
    /// <exception cref="DecantException">Too small a size, or no words to learn from.</exception>
    public static TextTokenizer Run(IEnumerable<string> texts, int size)
    {
        ArgumentNullException.ThrowIfNull(texts);
        List<string> pieces = [.. BertTokens.Usual.All];
        var first = pieces.Count;
        VocabularySize.Check(size, first + 256);
        var words = WordCounts.Of(texts, null, new ByteLevelSplitter(true, true), LongestWord);
        VocabularySize.CheckWords(words.Count);
        for (var value = 0; value < 256; value++)
        {
            pieces.Add(ByteAlphabet.Character((byte)value).ToString());
        }
        var learning = new MergeLearning(
            pieces,
            [.. words.Select(pair => pair.Word.Select(c => first + Byte(c)).ToArray())],
            [.. words.Select(pair => pair.Count)],
            string.Concat
        );
        learning.Run(size);
        var ids = pieces.Select((piece, id) => KeyValuePair.Create(piece, id)).ToDictionary();
        return new VocabularyTokenizer(
            TokenizerJson.Read(ByteLevelJson.Write(ids, learning.Merges, BertTokens.Usual, [], true), "of the trained vocabulary")
        );
    }

    private static int Byte(char character) => ByteAlphabet.TryByte(character, out var value) ? value : 0;
}
