using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Tokenizers;

namespace Decant.Data.Texts;

/// <summary>
/// One way in which networks read texts: as pieces of a vocabulary. Student and teacher may have a reading each, of the same texts.
/// </summary>
/// <param name="Prefix">In front of the names of its fields: empty for the student's, <c>teacher.</c> for a teacher's own.</param>
/// <param name="Tokenizer">Cuts the texts.</param>
/// <param name="Axis">The axis of the pieces, such as <c>T</c>.</param>
/// <param name="Longest">The most pieces of a text, special ones included; longer texts are cut.</param>
internal sealed record TextReading(string Prefix, TextTokenizer Tokenizer, string Axis, int Longest)
{
    /// <summary>The field with the number of each piece.</summary>
    public const string Ids = Field.TokensName;

    /// <summary>The field that is 1 where a text has a piece.</summary>
    public const string Mask = Field.CountedTokensName;

    /// <summary>The field that tells the two texts of a pair apart.</summary>
    public const string Segments = Field.SegmentsName;

    /// <summary>The field with the class of each word at its first piece, on the student's axis; −1 elsewhere.</summary>
    public const string Tags = "tags";

    /// <summary>The axis of the student's pieces.</summary>
    public const string StudentAxis = "T";

    /// <summary>The axis of the pieces of a teacher that has a tokenizer of its own.</summary>
    public const string TeacherAxis = "U";

    /// <summary>In front of the names of the fields of a teacher that has a tokenizer of its own.</summary>
    public const string TeacherPrefix = "teacher.";

    // Many times what any network reads, and few enough that no tokenizer takes long for a text without blanks.
    private const int MostLetters = 100_000;

    /// <summary>The full names of the fields: those of <see cref="Ids"/>, <see cref="Mask"/> and <see cref="Segments"/>.</summary>
    public string IdsName { get; } = Prefix + Ids;

    /// <summary>The field that is 1 where a text has a piece.</summary>
    public string MaskName { get; } = Prefix + Mask;

    /// <summary>The field that tells the two texts of a pair apart.</summary>
    public string SegmentsName { get; } = Prefix + Segments;

    /// <summary>The number of the piece after the end of a text.</summary>
    /// <exception cref="DecantException">The vocabulary has none.</exception>
    public int Padding =>
        Tokenizer.Special.Padding
        ?? throw new DecantException(
            $"Texts: the {(Prefix.Length == 0 ? "student's" : "teacher's")} tokenizer has no piece for padding, and texts of different "
                + "lengths share a batch. Name one in tokenizer.json (padding, or an added token such as [PAD]), or let one be "
                + "learnt with data.tokenizer: train."
        );

    /// <summary>
    /// What takes the place of a hidden word in a text: the tokenizer's mask, else its unknown piece; empty where it has neither.
    /// </summary>
    public string MaskText { get; } = (Tokenizer.Special.Mask ?? Tokenizer.Special.Unknown) is { } piece ? Tokenizer.Piece(piece) : "";

    /// <summary>The fields of texts whose longest has so many pieces.</summary>
    public IReadOnlyList<Field> Fields(int longest)
    {
        IReadOnlyList<FieldSize> shape = [FieldSize.UpTo(Axis, Math.Max(1, longest))];
        return
        [
            new Field(IdsName, ElementType.Int64, shape, FieldRole.Input) { Padding = Padding, Choices = Tokenizer.VocabularySize },
            new Field(MaskName, ElementType.Int64, shape, FieldRole.Input),
            new Field(SegmentsName, ElementType.Int64, shape, FieldRole.Input) { Choices = 2 },
        ];
    }

    /// <summary>
    /// Cuts a text, or a pair. A text of no piece at all is one unknown piece, so that there is something to answer about.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="second">The second text of a pair; null for none.</param>
    /// <param name="room">The most pieces, where that is less than <see cref="Longest"/>.</param>
    public TokenizedText Encode(string text, string? second = null, int room = int.MaxValue) =>
        Filled(Tokenizer.Encode(Shortened(text), second is null ? null : Shortened(second), Math.Min(room, Longest)));

    /// <summary>Cuts words that were told apart already.</summary>
    /// <param name="words">The words of a text.</param>
    /// <param name="room">The most pieces, where that is less than <see cref="Longest"/>.</param>
    public TokenizedText Encode(IReadOnlyList<string> words, int room = int.MaxValue) =>
        Filled(Tokenizer.Encode(words, Math.Min(room, Longest)));

    /// <summary>Writes what a sample asks for of this reading.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="ids">The number of each piece.</param>
    /// <param name="segments">Which text of a pair each piece belongs to; empty for 0 everywhere.</param>
    /// <param name="tags">The class of each piece; empty for none.</param>
    public void Write(Sample sample, ReadOnlySpan<int> ids, ReadOnlySpan<int> segments, ReadOnlySpan<int> tags)
    {
        Write(sample, IdsName, ids.Length, ids);
        Write(sample, SegmentsName, ids.Length, segments);
        if (sample.Asks(MaskName))
        {
            sample.Numbers<long>(MaskName, ids.Length).Fill(1);
        }

        if (tags.Length > 0)
        {
            Write(sample, Tags, ids.Length, tags);
        }
    }

    /// <summary>Whether a text is cut before it becomes pieces, as it has far more letters than any network reads.</summary>
    public static bool IsOverlong(string text) => text.Length > MostLetters;

    private static string Shortened(string text) =>
        !IsOverlong(text) ? text
        : char.IsHighSurrogate(text[MostLetters - 1]) ? text[..(MostLetters - 1)]
        : text[..MostLetters];

    private static void Write(Sample sample, string name, int length, ReadOnlySpan<int> numbers)
    {
        if (!sample.Asks(name))
        {
            return;
        }

        var written = sample.Numbers<long>(name, length);
        written.Clear();
        for (var place = 0; place < numbers.Length; place++)
        {
            written[place] = numbers[place];
        }
    }

    private TokenizedText Filled(TokenizedText text) =>
        text.Ids.Length > 0
            ? text
            : new TokenizedText([Tokenizer.Special.Unknown ?? Tokenizer.Special.Padding ?? 0], [0], [(0, 0)], [-1], text.Cut);
}
