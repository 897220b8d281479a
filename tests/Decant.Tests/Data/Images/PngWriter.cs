using System.Buffers.Binary;
using System.IO.Compression;

namespace Decant.Tests.Data.Images;

/// <summary>
/// An independent, slow PNG encoder: any colour type, depth, filter and interlacing. The check of chunks is computed
/// bit by bit, numbers are packed one bit at a time.
/// </summary>
internal sealed class PngWriter(int width, int height, int bits, int colourType, bool interlaced = false, int filter = 0)
{
    private static readonly (int Left, int Top, int StepX, int StepY)[] s_adam7 =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    public byte[]? Palette { get; init; }

    public byte[]? Transparency { get; init; }

    /// <summary>How many pieces the compressed pixels are cut into.</summary>
    public int Pieces { get; init; } = 1;

    public int Samples =>
        colourType switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] checkedPart = [.. type.Select(letter => (byte)letter), .. content];
        return [.. BigEndian((uint)content.Length), .. checkedPart, .. BigEndian(Check(checkedPart))];
    }

    public static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <param name="sample">The number at (x, y, sample).</param>
    public byte[] Write(Func<int, int, int, int> sample)
    {
        byte[] header =
        [
            .. BigEndian((uint)width),
            .. BigEndian((uint)height),
            (byte)bits,
            (byte)colourType,
            0,
            0,
            (byte)(interlaced ? 1 : 0),
        ];
        var packed = Deflate(Rows(sample));
        var piece = Math.Max(1, (packed.Length + Pieces - 1) / Pieces);
        return
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1a,
            (byte)'\n',
            .. Chunk("IHDR", header),
            .. Palette is null ? [] : Chunk("PLTE", Palette),
            .. Transparency is null ? [] : Chunk("tRNS", Transparency),
            .. Chunk("tEXt", [65, 0, 66]),
            .. packed.Chunk(piece).SelectMany(part => Chunk("IDAT", part)),
            .. Chunk("IEND", []),
        ];
    }

    public static byte[] Deflate(byte[] raw)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            zlib.Write(raw);
        }

        return packed.ToArray();
    }

    private byte[] Rows(Func<int, int, int, int> sample)
    {
        var bytes = new List<byte>();
        foreach (var (left, top, stepX, stepY) in interlaced ? s_adam7 : [(0, 0, 1, 1)])
        {
            var above = Array.Empty<byte>();
            for (var y = top; y < height && left < width; y += stepY)
            {
                var row = new List<bool>();
                for (var x = left; x < width; x += stepX)
                {
                    for (var s = 0; s < Samples; s++)
                    {
                        for (var bit = bits - 1; bit >= 0; bit--)
                        {
                            row.Add(((sample(x, y, s) >> bit) & 1) == 1);
                        }
                    }
                }

                var raw = row.Chunk(8).Select(octet => (byte)octet.Select((set, i) => set ? 128 >> i : 0).Sum()).ToArray();
                bytes.Add((byte)filter);
                bytes.AddRange(Filter(raw, above.Length == 0 ? new byte[raw.Length] : above));
                above = raw;
            }
        }

        return [.. bytes];
    }

    private IEnumerable<byte> Filter(byte[] raw, byte[] above)
    {
        var distance = Math.Max(1, Samples * bits / 8);
        for (var i = 0; i < raw.Length; i++)
        {
            int a = i < distance ? 0 : raw[i - distance],
                b = above[i],
                c = i < distance ? 0 : above[i - distance];
            var guess = filter switch
            {
                1 => a,
                2 => b,
                3 => (a + b) / 2,
                4 => new[] { a, b, c }.MinBy(candidate => Math.Abs(a + b - c - candidate)),
                _ => 0,
            };
            yield return (byte)(raw[i] - guess);
        }
    }

    private static uint Check(byte[] bytes)
    {
        var register = 0xFFFFFFFFu;
        foreach (var bit in bytes.SelectMany(value => Enumerable.Range(0, 8).Select(i => (uint)(value >> i) & 1)))
        {
            register = (register >> 1) ^ (((register & 1) ^ bit) == 1 ? 0xEDB88320u : 0);
        }

        return ~register;
    }
}
