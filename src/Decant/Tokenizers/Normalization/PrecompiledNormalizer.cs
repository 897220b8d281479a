using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>SentencePiece's own table of replacements: a double-array trie over UTF-8, and the texts that its values point at.</summary>
internal sealed class PrecompiledNormalizer : TextNormalizer
{
    // A longer character of several code points is looked up one code point at a time.
    private const int LongestCluster = 5;
    private readonly uint[] _units;
    private readonly byte[] _replacements;

    /// <param name="table">Four bytes with the trie's length, the trie, the replacements, each ended by a 0.</param>
    /// <exception cref="FormatException">The table is cut short.</exception>
    public PrecompiledNormalizer(ReadOnlySpan<byte> table)
    {
        if (table.Length < 4)
        {
            throw new FormatException("The table of characters should have at least 4 bytes.");
        }
        var size = BinaryPrimitives.ReadUInt32LittleEndian(table);
        if (size % 4 != 0 || size < 4 || size > table.Length - 4)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"The table of characters says {size} bytes of {table.Length - 4}.")
            );
        }
        _units = new uint[size / 4];
        for (var i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(table[(4 + 4 * i)..]);
        }
        _replacements = table[(4 + (int)size)..].ToArray();
    }

    public override void Apply(TextBuffer text)
    {
        text.Rewrite();
        Span<byte> bytes = stackalloc byte[4 * LongestCluster];
        for (var i = 0; i < text.Length; )
        {
            var cluster = Cluster(text.Chars[i..]);
            var chars = text.Chars.Slice(i, cluster);
            if (chars.Length <= LongestCluster && Encoding.UTF8.GetByteCount(chars) <= LongestCluster && Find(chars, bytes) is { Length: >= 0 } whole)
            {
                Put(text, i, cluster, whole);
                i += cluster;
                continue;
            }
            for (var end = i + cluster; i < end; )
            {
                CodePoints.At(text.Chars, i, out var units);
                if (Find(text.Chars.Slice(i, units), bytes) is { } part)
                {
                    Put(text, i, units, part);
                }
                else
                {
                    for (var unit = 0; unit < units; unit++)
                    {
                        text.Put(text.Chars[i + unit], i + unit);
                    }
                }
                i += units;
            }
        }
        text.Finish();
    }

    // An ASCII character without a mark after it is a cluster by itself; the carriage return has its own rule.
    private static int Cluster(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[0] < 0x80 && text[1] < 0x80 && text[0] != '\r' ? 1 : StringInfo.GetNextTextElementLength(text);

    // A replacement of several characters: as many as were replaced come from them one by one, the others from the last.
    private static void Put(TextBuffer text, int begin, int length, string replacement)
    {
        var place = begin;
        foreach (var rune in replacement.EnumerateRunes())
        {
            text.Put(rune.Value, Math.Min(place, begin + length - 1));
            if (place < begin + length)
            {
                CodePoints.At(text.Chars, place, out var units);
                place += units;
            }
        }
    }

    // The replacement of the shortest prefix that has one: that is what Hugging Face's library takes.
    private string? Find(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        var length = Encoding.UTF8.GetBytes(chars, bytes);
        var node = Offset(_units[0]);
        foreach (var value in bytes[..length])
        {
            node ^= value;
            if (node >= _units.Length)
            {
                return null;
            }
            var unit = _units[node];
            if ((unit & 0x800000FF) != value)
            {
                return null;
            }
            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 1)
            {
                return node < _units.Length ? Replacement((int)(_units[node] & 0x7FFFFFFF)) : null;
            }
        }
        return null;
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);

    private string? Replacement(int begin)
    {
        if (begin >= _replacements.Length)
        {
            return null;
        }
        var text = _replacements.AsSpan(begin);
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
