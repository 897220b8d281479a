using Decant.Data.Fields;
using Decant.Engine.Randomness;

namespace Decant.Data.Texts;

/// <summary>The words of texts, to be changed before they become pieces: what lies between blanks, or what the data tell apart.</summary>
internal sealed class TextWords
{
    // Where the words of each text begin among all words; of pairs, those of the first text, then those of the second.
    private readonly long[] _starts;
    private readonly TextContent _content;

    /// <summary>Counts the words.</summary>
    /// <param name="content">The texts.</param>
    public TextWords(TextContent content)
    {
        _content = content;
        var parts = content.Second is null ? 1 : 2;
        _starts = new long[(content.Texts.Count * parts) + 1];
        for (var place = 0; place + 1 < _starts.Length; place++)
        {
            _starts[place + 1] = _starts[place] + CountOf(place / parts, place % parts);
        }
    }

    /// <summary>Appends the words of one text of a sample.</summary>
    public void Read(int index, int part, List<SampleWord> words)
    {
        if (_content.Words is { } known)
        {
            for (var place = 0; place < known[index].Length; place++)
            {
                words.Add(new SampleWord(known[index][place], _content.Tags?[index][place] ?? -1));
            }

            return;
        }

        var text = Text(index, part);
        foreach (var word in Split(text))
        {
            words.Add(new SampleWord(text[word], -1));
        }
    }

    /// <summary>A word of any of the texts, by how often it occurs; a hidden word where there is none at all.</summary>
    public SampleWord Draw(ref RandomStream random)
    {
        if (_starts[^1] == 0)
        {
            return new SampleWord(null, -1);
        }

        var drawn = (long)(random.NextDouble() * _starts[^1]);
        var place = Array.BinarySearch(_starts, drawn);
        // Texts without words begin where the next one does.
        place = place < 0 ? ~place - 1 : Array.LastIndexOf(_starts, drawn);
        var parts = _content.Second is null ? 1 : 2;
        var (index, part, nth) = (place / parts, place % parts, (int)(drawn - _starts[place]));
        if (_content.Words is { } known)
        {
            return new SampleWord(known[index][nth], _content.Tags?[index][nth] ?? -1);
        }

        var text = Text(index, part);
        foreach (var word in Split(text))
        {
            if (nth-- == 0)
            {
                return new SampleWord(text[word], -1);
            }
        }

        throw new InvalidOperationException("The words of a text were counted otherwise before.");
    }

    /// <summary>Writes the pieces of changed words into a sample.</summary>
    /// <param name="reading">Whose pieces.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="words">The words of each text.</param>
    /// <param name="hasWords">Whether the tokenizer is given words that were told apart.</param>
    /// <param name="hasTags">Whether words have classes.</param>
    public static void Write(TextReading reading, Sample sample, ReadOnlySpan<List<SampleWord>> words, bool hasWords, bool hasTags)
    {
        if (sample.Longest(reading.Axis) is not { } room)
        {
            return;
        }

        // A field has room for the longest text as it was written; changed words may have more pieces.
        var text = hasWords
            ? reading.Encode([.. words[0].Select(word => word.Text ?? reading.MaskText)], room)
            : reading.Encode(Joined(reading, words[0]), words.Length > 1 ? Joined(reading, words[1]) : null, room);
        int[] tags = hasTags && reading.Prefix.Length == 0 ? PieceTable.TagsOf(text, [.. words[0].Select(word => word.Tag)]) : [];
        reading.Write(sample, text.Ids, words.Length > 1 ? text.Segments : [], tags);
    }

    private static string Joined(TextReading reading, List<SampleWord> words) =>
        string.Join(' ', words.Select(word => word.Text ?? reading.MaskText));

    private string Text(int index, int part) => part == 0 ? _content.Texts[index] : _content.Second![index];

    private int CountOf(int index, int part)
    {
        if (_content.Words is { } known)
        {
            return known[index].Length;
        }

        var count = 0;
        foreach (var _ in Split(Text(index, part)))
        {
            count++;
        }

        return count;
    }

    private static Blanks Split(string text) => new(text);

    /// <summary>Goes from word to word of a text, allocating nothing.</summary>
    private ref struct Blanks(string text)
    {
        private int _end;

        public Range Current { get; private set; }

        public readonly Blanks GetEnumerator() => this;

        public bool MoveNext()
        {
            var start = _end;
            while (start < text.Length && char.IsWhiteSpace(text[start]))
            {
                start++;
            }

            _end = start;
            while (_end < text.Length && !char.IsWhiteSpace(text[_end]))
            {
                _end++;
            }

            Current = start.._end;
            return _end > start;
        }
    }
}
