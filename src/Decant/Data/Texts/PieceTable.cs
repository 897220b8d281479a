using Decant.Data.Fields;
using Decant.Tokenizers;

namespace Decant.Data.Texts;

/// <summary>The pieces of all texts of a data set in one reading, one text after the other, made once.</summary>
internal sealed class PieceTable
{
    private readonly int[] _starts;
    private readonly int[] _ids;
    private readonly int[]? _segments;
    private readonly int[]? _tags;
    private readonly int[] _cut;

    private PieceTable(TextReading reading, int[][] ids, int[]?[] segments, int[]?[] tags, int[] cut)
    {
        _starts = new int[ids.Length + 1];
        for (var index = 0; index < ids.Length; index++)
        {
            _starts[index + 1] = checked(_starts[index] + ids[index].Length);
        }

        (Reading, _cut) = (reading, cut);
        Longest = ids.Select(pieces => pieces.Length).DefaultIfEmpty(1).Max();
        _ids = [.. ids.SelectMany(pieces => pieces)];
        _segments = Joined(segments);
        _tags = Joined(tags);
    }

    /// <summary>How the texts are read.</summary>
    public TextReading Reading { get; }

    /// <summary>Pieces of the longest text.</summary>
    public int Longest { get; }

    /// <summary>How many pieces of a text did not fit; at least 1 where the text itself was cut.</summary>
    public int Cut(int index) => _cut[index];

    /// <summary>Cuts all texts, on as many threads as there are; the result is the same on any number.</summary>
    public static PieceTable Of(TextReading reading, TextContent content)
    {
        var count = content.Texts.Count;
        var (ids, segments, tags, cut) = (new int[count][], new int[]?[count], new int[]?[count], new int[count]);
        var hasTags = content.Tags is not null && reading.Prefix.Length == 0;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            var text = content.Words is { } words
                ? reading.Encode(words[index])
                : reading.Encode(content.Texts[index], content.Second?[index]);
            ids[index] = text.Ids;
            cut[index] = content.IsOverlong(index) ? Math.Max(1, text.Cut) : text.Cut;
            segments[index] = content.Second is null ? null : text.Segments;
            tags[index] = hasTags ? TagsOf(text, content.Tags![index]) : null;
        });
        return new PieceTable(reading, ids, segments, tags, cut);
    }

    /// <summary>Writes what a sample asks for of this reading.</summary>
    public void Read(int index, Sample sample)
    {
        var (start, length) = (_starts[index], _starts[index + 1] - _starts[index]);
        Reading.Write(sample, _ids.AsSpan(start, length), Part(_segments, start, length), Part(_tags, start, length));
    }

    /// <summary>The class of each piece: that of its word at the word's first piece, −1 elsewhere.</summary>
    /// <param name="text">The pieces, and whose they are.</param>
    /// <param name="words">The class of each word.</param>
    public static int[] TagsOf(TokenizedText text, IReadOnlyList<int> words)
    {
        var tags = new int[text.Ids.Length];
        var before = -1;
        for (var place = 0; place < tags.Length; place++)
        {
            var word = text.Words[place];
            tags[place] = word >= 0 && word != before ? words[word] : -1;
            before = word >= 0 ? word : before;
        }

        return tags;
    }

    private static ReadOnlySpan<int> Part(int[]? all, int start, int length) => all is null ? [] : all.AsSpan(start, length);

    private static int[]? Joined(int[]?[] parts) => parts.Length > 0 && parts[0] is not null ? [.. parts.SelectMany(part => part!)] : null;
}
