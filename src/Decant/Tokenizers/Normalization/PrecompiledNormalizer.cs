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
        var changes = TextChanges.Rent();
        var chars = text.Chars;
        Span<byte> bytes = stackalloc byte[4 * LongestCluster];
        for (var i = 0; i < chars.Length; )
        {
            var end = i + Cluster(chars[i..]);
            if (Encoding.UTF8.GetByteCount(chars[i..end]) <= LongestCluster && Find(chars[i..end], bytes) is { } whole)
            {
                Replace(changes, chars[i..end], whole);
                i = end;
            }
            for (; i < end; )
            {
                var c = CodePoints.At(chars, i, out var units);
                if (Find(chars.Slice(i, units), bytes) is { } part)
                {
                    Replace(changes, chars.Slice(i, units), part);
                }
                else
                {
                    changes.Add(c, 0);
                }
                i += units;
            }
        }
        changes.Apply(text);
    }

    // An ASCII character without a mark after it is a cluster by itself; the carriage return has its own rule.
    private static int Cluster(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[0] < 0x80 && text[1] < 0x80 && text[0] != '\r' ? 1 : StringInfo.GetNextTextElementLength(text);

    // The last characters of a longer text are more than there were; the last of a shorter one swallows the rest. What becomes nothing is
    // swallowed by the character in front, and at the beginning by none: the library shifts all places then, and so do we.
    private static void Replace(TextChanges changes, ReadOnlySpan<char> from, string to)
    {
        var more = Count(to) - Count(from);
        foreach (var rune in to.EnumerateRunes())
        {
            changes.Add(rune.Value, 0);
        }
        var all = changes.Changes;
        for (var i = 0; i < more; i++)
        {
            all[^(i + 1)] = all[^(i + 1)] with { Change = 1 };
        }
        if (more < 0 && all.Length > 0)
        {
            all[^1] = all[^1] with { Change = all[^1].Change + more };
        }
    }

    private static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }
        return count;
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
