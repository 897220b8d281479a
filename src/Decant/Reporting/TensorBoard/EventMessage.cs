using System.Buffers.Binary;
using System.Text;
using Decant.Runs;

namespace Decant.Reporting.TensorBoard;

/// <summary>
/// TensorFlow's message <c>Event</c> (event.proto) with scalars alone: wall_time = 1, step = 2, file_version = 3, summary = 5, in that
/// value =
/// 1 with tag = 1 and simple_value = 2.
/// </summary>
internal static class EventMessage
{
    private const int Varint = 0,
        Fixed64 = 1,
        Bytes = 2,
        Fixed32 = 5;
    private const string Version = "brain.Event:2";

    /// <summary>The first event of a file.</summary>
    /// <param name="time">Now.</param>
    public static byte[] Begin(DateTimeOffset time)
    {
        using var message = new MemoryStream();
        WriteTime(message, time);
        Write(message, 3, Encoding.UTF8.GetBytes(Version));
        return message.ToArray();
    }

    /// <summary>Scalars of a step.</summary>
    /// <param name="time">Now.</param>
    /// <param name="step">The step, 0 or more.</param>
    /// <param name="scalars">Values by their tags, such as <c>loss/total</c>.</param>
    public static byte[] Scalars(DateTimeOffset time, long step, IEnumerable<NamedValue> scalars)
    {
        using var message = new MemoryStream();
        using var summary = new MemoryStream();
        Span<byte> number = stackalloc byte[sizeof(float)];
        foreach (var scalar in scalars)
        {
            using var value = new MemoryStream();
            Write(value, 1, Encoding.UTF8.GetBytes(scalar.Name));
            BinaryPrimitives.WriteSingleLittleEndian(number, (float)scalar.Value);
            WriteKey(value, 2, Fixed32);
            value.Write(number);
            Write(summary, 1, value.ToArray());
        }

        WriteTime(message, time);
        WriteKey(message, 2, Varint);
        WriteVarint(message, (ulong)step);
        Write(message, 5, summary.ToArray());
        return message.ToArray();
    }

    private static void WriteTime(MemoryStream message, DateTimeOffset time)
    {
        Span<byte> seconds = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(seconds, (time - DateTimeOffset.UnixEpoch).TotalSeconds);
        WriteKey(message, 1, Fixed64);
        message.Write(seconds);
    }

    private static void Write(MemoryStream message, int field, byte[] bytes)
    {
        WriteKey(message, field, Bytes);
        WriteVarint(message, (ulong)bytes.Length);
        message.Write(bytes);
    }

    private static void WriteKey(MemoryStream message, int field, int kind) => WriteVarint(message, (ulong)((field << 3) | kind));

    private static void WriteVarint(MemoryStream message, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            message.WriteByte((byte)(number | 0x80));
        }

        message.WriteByte((byte)number);
    }
}
