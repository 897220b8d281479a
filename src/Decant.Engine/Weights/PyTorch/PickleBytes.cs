using System.Buffers.Binary;
using System.Text;

namespace Decant.Engine.Weights.PyTorch;

/// <summary>The bytes of a pickle, read from front to back; every length is checked before anything is made of it.</summary>
/// <param name="bytes">The pickle, and what may follow it.</param>
internal ref struct PickleBytes(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes that were read.</summary>
    public int Position { get; private set; }

    /// <summary>The next bytes.</summary>
    /// <exception cref="DecantException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > _bytes.Length - Position)
        {
            throw new DecantException(
                $"the pickle asks for {length} bytes at byte {Position}, {_bytes.Length - Position} are left. The "
                    + $"file is damaged or was cut short."
            );
        }

        var taken = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    /// <summary>The next byte.</summary>
    public byte TakeByte() => Take(1)[0];

    /// <summary>The next two bytes as a number.</summary>
    public int TakeUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>The next four bytes as a number.</summary>
    public int TakeInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>The next four bytes as a number of 0 or more.</summary>
    public long TakeUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>The next eight bytes as a length.</summary>
    public long TakeLength() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>The next eight bytes as a float, highest byte first.</summary>
    public double TakeDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>The next bytes as text in UTF-8.</summary>
    public string TakeText(long length) => s_utf8.GetString(Take(length));

    /// <summary>The next bytes as Python 2's text.</summary>
    public string TakeLatin(long length) => Encoding.Latin1.GetString(Take(length));

    /// <summary>The text up to the end of the line, without it.</summary>
    public string TakeLine()
    {
        const int longest = 4096;
        var rest = _bytes[Position..];
        var end = rest[..Math.Min(rest.Length, longest)].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw new DecantException(
                $"the pickle has a line at byte {Position} that does not end within {longest} bytes. The file is damaged."
            );
        }

        var line = TakeText(end);
        Take(1);
        return line;
    }
}
