using System.Text;

namespace Decant.Tests.Reporting.TensorBoard;

/// <summary>Reads event files by their descriptions (tfrecord, event.proto), bit by bit and without the code that wrote them.</summary>
internal static class EventReader
{
    /// <summary>An event as it is in a file.</summary>
    public sealed record Event(double Time, long Step, string? Version, Dictionary<string, float> Scalars);

    public static List<Event> Read(string file)
    {
        using var reader = new BinaryReader(File.OpenRead(file));
        var events = new List<Event>();
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var length = reader.ReadBytes(8);
            Assert.Equal(Masked(length), reader.ReadUInt32());
            var data = reader.ReadBytes((int)BitConverter.ToUInt64(length));
            Assert.Equal(Masked(data), reader.ReadUInt32());
            events.Add(EventOf(data));
        }

        return events;
    }

    /// <summary>CRC-32C, one bit after the other: polynomial 0x1EDC6F41, here reversed.</summary>
    public static uint Crc32C(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        return crc ^ uint.MaxValue;
    }

    private static uint Masked(byte[] bytes)
    {
        var crc = Crc32C(bytes);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8u);
    }

    private static Event EventOf(byte[] data)
    {
        var fields = Fields(data).ToArray();
        return new Event(
            BitConverter.ToDouble(fields.Single(field => field.Number == 1).Bytes),
            (long)fields.FirstOrDefault(field => field.Number == 2).Varint,
            fields.Where(field => field.Number == 3).Select(field => Encoding.UTF8.GetString(field.Bytes)).SingleOrDefault(),
            fields
                .Where(field => field.Number == 5)
                .SelectMany(summary => Fields(summary.Bytes))
                .Select(value => Fields(value.Bytes).ToArray())
                .ToDictionary(
                    value => Encoding.UTF8.GetString(value.Single(field => field.Number == 1).Bytes),
                    value => BitConverter.ToSingle(value.Single(field => field.Number == 2).Bytes)
                )
        );
    }

    private static IEnumerable<(int Number, ulong Varint, byte[] Bytes)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint();
            var (number, kind) = ((int)(key >> 3), key & 7);
            var varint = kind == 0 ? Varint() : 0;
            var size =
                kind == 1 ? 8
                : kind == 5 ? 4
                : kind == 2 ? (int)Varint()
                : 0;
            yield return (number, varint, message[at..(at + size)]);
            at += size;
        }

        ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = message[at++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
