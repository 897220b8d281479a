using System.Buffers.Binary;
using System.Text;

namespace Decant.Engine.Weights.PyTorch;

/// <summary>
/// The table at the end of a zip archive (PKWARE's APPNOTE, sections 4.3 and 4.5.3), for archives as PyTorch writes them: nothing
/// compressed, so that the place of each file in the archive is known and nothing has to be unpacked.
/// </summary>
internal sealed class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;
    private const int HeaderLength = 46;
    private const int LocalLength = 30;

    private readonly MappedFile _file;
    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Reads the table.</summary>
    /// <exception cref="DecantException">It is damaged or cut short.</exception>
    public ZipDirectory(MappedFile file)
    {
        _file = file;
        var (count, place) = Table();
        // Each entry takes its bytes, whatever the count claims.
        for (var i = 0L; i < count; i++)
        {
            var header = file.Bytes(place, HeaderLength);
            Require(header.StartsWith("PK\x01\x02"u8));
            int name = UInt16(header, 28),
                extra = UInt16(header, 30),
                comment = UInt16(header, 32);
            var entry = Entry(header, file.Bytes(place + HeaderLength + name, extra));
            Require(_entries.TryAdd(Encoding.UTF8.GetString(file.Bytes(place + HeaderLength, name)), entry));
            place += HeaderLength + name + extra + comment;
        }
    }

    /// <summary>The names of all files in it.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Where a file's bytes are in the archive; null where it has no such file.</summary>
    /// <exception cref="DecantException">The file is compressed or encrypted, or the archive ends before it.</exception>
    public (long Offset, long Length)? Find(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            return null;
        }

        if (entry.IsEncrypted || entry.Method != 0 || entry.Packed != entry.Length)
        {
            throw new DecantException(
                $"'{name}' in the archive is {(entry.IsEncrypted ? "encrypted" : "compressed")}, which torch.save "
                    + $"does not do. Load it in PyTorch and save it again."
            );
        }

        var local = _file.Bytes(entry.Offset, LocalLength);
        Require(local.StartsWith("PK\x03\x04"u8));
        var offset = entry.Offset + LocalLength + UInt16(local, 26) + UInt16(local, 28);
        Require(offset <= _file.Length && entry.Length >= 0 && entry.Length <= _file.Length - offset);
        return (offset, entry.Length);
    }

    private (long Count, long Place) Table()
    {
        var length = (int)Math.Min(_file.Length, EndLength + LongestComment);
        var tail = _file.Bytes(_file.Length - length, length);
        var at = tail.LastIndexOf("PK\x05\x06"u8);
        Require(at >= 0 && at + EndLength <= length);
        var end = tail[at..];
        var (count, place) = ((long)UInt16(end, 10), (long)UInt32(end, 16));
        var locator = _file.Length - length + at - LocatorLength;
        if (locator >= 0 && _file.Bytes(locator, LocatorLength) is var found && found.StartsWith("PK\x06\x07"u8))
        {
            const int largeLength = 56;
            var large = _file.Bytes(Int64(found, 8), largeLength);
            Require(large.StartsWith("PK\x06\x06"u8));
            (count, place) = (Int64(large, 32), Int64(large, 48));
        }

        Require(count >= 0 && place >= 0 && place <= _file.Length);
        return (count, place);
    }

    // Sizes that do not fit into 32 bits are in the extra field 1, in this order, only those that do not fit.
    private static ZipEntry Entry(ReadOnlySpan<byte> header, ReadOnlySpan<byte> extra)
    {
        long packed = UInt32(header, 20),
            length = UInt32(header, 24),
            offset = UInt32(header, 42);
        while (extra.Length >= 4)
        {
            var size = UInt16(extra, 2);
            Require(size <= extra.Length - 4);
            if (UInt16(extra, 0) == 1)
            {
                var large = extra.Slice(4, size);
                length = Large(length, ref large);
                packed = Large(packed, ref large);
                offset = Large(offset, ref large);
            }

            extra = extra[(4 + size)..];
        }

        return new ZipEntry((UInt16(header, 8) & 1) != 0, UInt16(header, 10), packed, length, offset);
    }

    private static long Large(long small, ref ReadOnlySpan<byte> large)
    {
        if (small != uint.MaxValue)
        {
            return small;
        }

        Require(large.Length >= 8);
        var number = Int64(large, 0);
        large = large[8..];
        return number;
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    private static void Require(bool isSound)
    {
        if (!isSound)
        {
            throw new DecantException("the table of its zip archive is damaged, or the file was cut short. Fetch it again.");
        }
    }

    private readonly record struct ZipEntry(bool IsEncrypted, int Method, long Packed, long Length, long Offset);
}
