using Decant.Tokenizers;

namespace Decant.Tests.Data.Texts;

/// <summary>
/// A tokenizer that can be checked by eye: every letter is a piece whose number is its code + <paramref name="first"/>, blanks are none;
/// [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, [MASK] 4.
/// </summary>
/// <param name="first">Added to each letter's code: another number, another vocabulary.</param>
/// <param name="special">Which special pieces there are.</param>
internal sealed class LetterPieces(int first = 10, SpecialTokens? special = null) : TextTokenizer
{
    public const int Cls = 2,
        Sep = 3,
        Mask = 4;

    private static readonly List<string> s_special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    public override int VocabularySize => first + 65536;

    public override SpecialTokens Special { get; } = special ?? new SpecialTokens(0, 1, Cls, Sep, Mask);

    public override string Fingerprint => $"letters {first} {Special}";

    /// <summary>The pieces of a text as they should be.</summary>
    public long[] Ids(string text) =>
        [.. Special.Begin is null ? [] : new long[] { Cls }, .. Letters(text), .. Special.End is null ? [] : new long[] { Sep }];

    public override TokenizedText Encode(string text, string? second, int longest) =>
        Encode([.. Split(text)], second is null ? null : [.. Split(second)], longest);

    public override TokenizedText Encode(IReadOnlyList<string> words, int longest) => Encode(words, null, longest);

    public override string Decode(ReadOnlySpan<int> ids) =>
        string.Concat(ids.ToArray().Where(id => id >= first).Select(id => (char)(id - first)));

    public override string Piece(int id) => id < s_special.Count ? s_special[id] : $"{(char)(id - first)}";

    public override void Write(string path) => throw new NotSupportedException();

    private TokenizedText Encode(IReadOnlyList<string> words, IReadOnlyList<string>? second, int longest)
    {
        var (one, two) = (Pieces(words), second is null ? [] : Pieces(second));
        var ends =
            (Special.Begin is null ? 0 : 1)
            + (
                Special.End is null ? 0
                : second is null ? 1
                : 2
            );
        var cut = 0;
        while (one.Count + two.Count + ends > longest)
        {
            (one.Count >= two.Count ? one : two).RemoveAt((one.Count >= two.Count ? one : two).Count - 1);
            cut++;
        }

        List<(int Id, int Segment, int Word)> all = [];
        Add(Special.Begin, 0);
        all.AddRange(one.Select(piece => (piece.Id, 0, piece.Word)));
        Add(Special.End, 0);
        if (second is not null)
        {
            all.AddRange(two.Select(piece => (piece.Id, 1, piece.Word)));
            Add(Special.End, 1);
        }

        return new TokenizedText(
            [.. all.Select(piece => piece.Id)],
            [.. all.Select(piece => piece.Segment)],
            [.. all.Select(_ => (0, 0))],
            [.. all.Select(piece => piece.Word)],
            cut
        );

        void Add(int? special, int segment)
        {
            if (special is { } id)
            {
                all.Add((id, segment, -1));
            }
        }
    }

    private List<(int Id, int Word)> Pieces(IReadOnlyList<string> words) =>
        [.. words.SelectMany((word, place) => Letters(word).Select(id => ((int)id, place)))];

    private IEnumerable<long> Letters(string text) =>
        Split(text)
            .SelectMany(word => s_special.IndexOf(word) is >= 0 and var special ? [special] : word.Select(letter => (long)letter + first));

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
