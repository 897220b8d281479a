using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Decant.Engine;

namespace Decant.Data.Images;

/// <summary>
/// Reads PNG files: every colour type and bit depth, palettes, transparency, interlacing; every chunk's check is
/// verified. W3C, Portable Network Graphics (PNG) Specification, Second Edition.
/// </summary>
internal static class PngDecoder
{
    // A deflate stream cannot grow by more than this.
    private const long MostInflation = 1032;

    /// <summary>The first eight bytes of every PNG file.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Decodes a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="DecantException">The file is damaged, cut short, or no PNG.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string file)
    {
        if (!bytes.StartsWith(Signature))
        {
            throw new DecantException($"PNG '{file}': expected the PNG signature at offset 0, received {Convert.ToHexStringLower(bytes[..Math.Min(8, bytes.Length)])}.");
        }

        PngHeader? header = null;
        PngColours? colours = null;
        using var packed = new MemoryStream();
        var offset = Signature.Length;
        while (true)
        {
            var (type, chunk) = ReadChunk(bytes, ref offset, file);
            if ((header is null) != (type == "IHDR"))
            {
                throw new DecantException($"PNG '{file}': chunk {type} at offset {offset} stands where {(header is null ? "IHDR must" : "it must not")}. The file is damaged.");
            }

            switch (type)
            {
                case "IHDR":
                    header = new PngHeader(chunk, file);
                    colours = new PngColours(header.Value, file);
                    break;
                case "PLTE":
                    colours!.SetPalette(chunk);
                    break;
                case "tRNS":
                    colours!.SetTransparency(chunk);
                    break;
                case "IDAT":
                    packed.Write(chunk);
                    break;
                case "IEND":
                    colours!.Check();
                    return Inflate(header!.Value, colours, packed, file);
                case var _ when char.IsAsciiLetterUpper(type[0]):
                    throw new DecantException($"PNG '{file}': chunk {type} is needed to read the image, and unknown. Save the image as plain PNG.");
            }
        }
    }

    private static (string Type, byte[] Content) ReadChunk(ReadOnlySpan<byte> bytes, ref int offset, string file)
    {
        var rest = bytes[offset..];
        if (rest.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(rest) > (uint)rest.Length - 12)
        {
            throw new DecantException($"PNG '{file}': expected a whole chunk at offset {offset}, the file ends after {bytes.Length} bytes. It is cut short.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(rest);
        var type = rest.Slice(4, 4);
        var content = rest.Slice(8, length);
        var (stored, computed) = (BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]), Crc32.Of(type, content));
        if (stored != computed)
        {
            throw new DecantException($"PNG '{file}': chunk {Encoding.Latin1.GetString(type)} at offset {offset} has the check {stored:x8}, its content {computed:x8}. The file is damaged.");
        }

        offset += 12 + length;
        return (Encoding.Latin1.GetString(type), content.ToArray());
    }

    private static Picture Inflate(PngHeader header, PngColours colours, MemoryStream packed, string file)
    {
        var passes = PngPass.Of(header);
        var expected = 0L;
        foreach (var pass in passes)
        {
            var columns = pass.Columns(header.Width);
            expected += columns == 0 ? 0 : (1L + header.RowBytes(columns)) * pass.Rows(header.Height);
        }

        if (expected > packed.Length * MostInflation)
        {
            throw new DecantException($"PNG '{file}': {header.Width}x{header.Height} pixels need {expected} bytes, and {packed.Length} compressed bytes cannot hold them. The file is cut short or damaged.");
        }

        var pixels = new byte[header.Channels * header.Width * header.Height];
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        try
        {
            foreach (var pass in passes)
            {
                ReadPass(zlib, header, pass, colours, pixels, file);
            }

            zlib.ReadByte(); // at the end of the data, the check of the whole is compared
        }
        catch (InvalidDataException exception)
        {
            throw new DecantException($"PNG '{file}': its compressed pixels are damaged ({exception.Message}).", exception);
        }
        catch (EndOfStreamException exception)
        {
            throw new DecantException($"PNG '{file}': its compressed pixels end before all {expected} bytes are there. The file is cut short.", exception);
        }

        return new Picture(header.Channels, header.Height, header.Width, pixels);
    }

    private static void ReadPass(ZLibStream zlib, PngHeader header, PngPass pass, PngColours colours, byte[] pixels, string file)
    {
        var (columns, rows) = (pass.Columns(header.Width), pass.Rows(header.Height));
        if (columns == 0)
        {
            return;
        }

        var row = new byte[1 + header.RowBytes(columns)];
        var above = new byte[row.Length];
        for (var y = 0; y < rows; y++)
        {
            zlib.ReadExactly(row);
            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.BytesPerPixel, file);
            colours.Write(row.AsSpan(1), columns, pixels, ((pass.Top + (y * pass.StepY)) * header.Width) + pass.Left, pass.StepX);
            (row, above) = (above, row);
        }
    }
}
