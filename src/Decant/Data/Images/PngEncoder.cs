using System.Buffers.Binary;
using System.IO.Compression;

namespace Decant.Data.Images;

/// <summary>Writes pictures as PNG: 8 bits, grey or RGB, rows filtered by "up" (PNG specification, filter type 2).</summary>
internal static class PngEncoder
{
    private const byte FilterUp = 2;

    /// <summary>The bytes of a PNG file.</summary>
    public static byte[] Encode(Picture picture)
    {
        using var file = new MemoryStream();
        file.Write(PngDecoder.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = 8;
        header[9] = (byte)(picture.Channels == 1 ? 0 : 2);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Deflate(picture));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Deflate(Picture picture)
    {
        var (channels, height, width) = (picture.Channels, picture.Height, picture.Width);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[1 + (width * channels)];
            row[0] = FilterUp;
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width * channels; x++)
                {
                    var place = ((x % channels) * height * width) + (y * width) + (x / channels);
                    row[1 + x] = (byte)(picture.Pixels[place] - (y == 0 ? 0 : picture.Pixels[place - width]));
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, content));
        file.Write(number);
    }
}
