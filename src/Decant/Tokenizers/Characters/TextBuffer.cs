using System.Runtime.InteropServices;

namespace Decant.Tokenizers.Characters;

/// <summary>
/// A text on its way to pieces: its characters as they are now, where in the text each came from, and the segments that it falls into.
/// It is used again from text to text, so a text needs no memory of its own.
/// </summary>
internal sealed class TextBuffer
{
    private char[] _next = [];
    private int[] _nextStarts = [];
    private int[] _nextEnds = [];
    private char[] _chars = [];
    private int[] _starts = [];
    private int[] _ends = [];
    private int _written;
    private List<Segment> _segments = [];
    private List<Segment> _nextSegments = [];

    /// <summary>The characters, well-formed UTF-16.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    /// <summary>How many characters there are.</summary>
    public int Length { get; private set; }

    /// <summary>The parts of the text, in order.</summary>
    public ReadOnlySpan<Segment> Segments => CollectionsMarshal.AsSpan(_segments);

    /// <summary>How many characters are written since <see cref="Rewrite"/>.</summary>
    public int Written => _written;

    /// <summary>Memory that it holds, in characters.</summary>
    public int Capacity => Math.Max(_chars.Length, _next.Length);

    /// <summary>
    /// Takes a part of a text as one segment. A half of a surrogate pair without the other becomes U+FFFD, as in every UTF-8
    /// text.
    /// </summary>
    public void Load(string text, int begin, int end)
    {
        Length = end - begin;
        Reserve(ref _chars, ref _starts, ref _ends, Length);
        text.AsSpan(begin, Length).CopyTo(_chars);
        for (var i = 0; i < Length; i++)
        {
            var c = _chars[i];
            _starts[i] = begin + i;
            _ends[i] = begin + i + 1;
            if (!char.IsSurrogate(c))
            {
                continue;
            }
            if (char.IsHighSurrogate(c) && i + 1 < Length && char.IsLowSurrogate(_chars[i + 1]))
            {
                (_starts[i + 1], _ends[i], _ends[i + 1]) = (begin + i, begin + i + 2, begin + i + 2);
                i++;
            }
            else
            {
                _chars[i] = '\uFFFD';
            }
        }
        Whole();
    }

    /// <summary>Where in the text the characters from <paramref name="begin"/> to <paramref name="end"/> came from.</summary>
    public (int Start, int End) Origin(int begin, int end) => (_starts[begin], _ends[end - 1]);

    /// <summary>Begins a new form of the text; what is not put is left out.</summary>
    public void Rewrite()
    {
        _written = 0;
        Reserve(ref _next, ref _nextStarts, ref _nextEnds, Length + Length / 8 + 16);
    }

    /// <summary>Puts a unit of UTF-16 that came from the character at <paramref name="origin"/>.</summary>
    public void Put(char unit, int origin)
    {
        if (_written == _next.Length)
        {
            Grow();
        }
        _next[_written] = unit;
        _nextStarts[_written] = _starts[origin];
        _nextEnds[_written++] = _ends[origin];
    }

    /// <summary>Puts a code point that came from the character at <paramref name="origin"/>.</summary>
    public void Put(int codePoint, int origin)
    {
        if (codePoint < 0x10000)
        {
            Put((char)codePoint, origin);
            return;
        }
        Put((char)(0xD7C0 + (codePoint >> 10)), origin);
        Put((char)(0xDC00 + (codePoint & 0x3FF)), origin);
    }

    /// <summary>What was put takes the place of the text, as one segment.</summary>
    public void Finish()
    {
        Swap();
        Whole();
    }

    /// <summary>What was put takes the place of the text, in the segments that were added.</summary>
    public void FinishInSegments()
    {
        Swap();
        FinishSegments();
    }

    /// <summary>Adds a segment; those so far are replaced by <see cref="FinishSegments"/>.</summary>
    public void Add(int begin, int end, int id = -1)
    {
        if (end > begin)
        {
            _nextSegments.Add(new Segment(begin, end, id));
        }
    }

    /// <summary>The added segments take the place of those so far.</summary>
    public void FinishSegments()
    {
        (_segments, _nextSegments) = (_nextSegments, _segments);
        _nextSegments.Clear();
    }

    // No text, no segment.
    private void Whole()
    {
        _segments.Clear();
        if (Length > 0)
        {
            _segments.Add(new Segment(0, Length, -1));
        }
    }

    private void Swap()
    {
        (_chars, _next) = (_next, _chars);
        (_starts, _nextStarts) = (_nextStarts, _starts);
        (_ends, _nextEnds) = (_nextEnds, _ends);
        Length = _written;
    }

    private void Grow()
    {
        var size = Math.Max(16, _next.Length * 2);
        Array.Resize(ref _next, size);
        Array.Resize(ref _nextStarts, size);
        Array.Resize(ref _nextEnds, size);
    }

    private static void Reserve(ref char[] chars, ref int[] starts, ref int[] ends, int length)
    {
        if (chars.Length < length)
        {
            var size = Math.Max(256, length);
            (chars, starts, ends) = (new char[size], new int[size], new int[size]);
        }
    }
}
