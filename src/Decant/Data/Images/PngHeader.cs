using System.Buffers.Binary;
using Decant.Engine;

namespace Decant.Data.Images;

/// <summary>What the IHDR chunk of a PNG file says (PNG specification, 11.2.2).</summary>
internal readonly struct PngHeader
{
    public const int Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, RgbAlpha = 6;

    /// <summary>Reads and checks the chunk's 13 bytes.</summary>
    /// <exception cref="DecantException">The values are not allowed, or the image is too large.</exception>
    public PngHeader(ReadOnlySpan<byte> chunk, string file)
    {
        if (chunk.Length != 13)
        {
            throw new DecantException($"PNG '{file}': expected an IHDR chunk of 13 bytes, received {chunk.Length}. The file is damaged.");
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(chunk), BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));
        if (width == 0 || height == 0 || (ulong)width * height > Picture.MaximumPixels)
        {
            throw new DecantException($"PNG '{file}': expected 1 to {Picture.MaximumPixels} pixels, received {width}x{height}. The header is damaged, or the image is too large.");
        }

        (Width, Height, BitDepth, ColourType) = ((int)width, (int)height, chunk[8], chunk[9]);
        var allowed = ColourType switch
        {
            Grey => BitDepth is 1 or 2 or 4 or 8 or 16,
            Palette => BitDepth is 1 or 2 or 4 or 8,
            Rgb or GreyAlpha or RgbAlpha => BitDepth is 8 or 16,
            _ => false,
        };
        if (!allowed || chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
        {
            throw new DecantException(
                $"PNG '{file}': colour type {ColourType} with {BitDepth} bits, compression {chunk[10]}, filter {chunk[11]}, interlace {chunk[12]} is not in the PNG standard. The header is damaged.");
        }

        IsInterlaced = chunk[12] == 1;
    }

    public int Width { get; }

    public int Height { get; }

    public int BitDepth { get; }

    public int ColourType { get; }

    public bool IsInterlaced { get; }

    /// <summary>Numbers per pixel in the file.</summary>
    public int Samples => ColourType switch { Rgb => 3, GreyAlpha => 2, RgbAlpha => 4, _ => 1 };

    /// <summary>Channels of the picture: alpha is blended away, palettes are looked up.</summary>
    public int Channels => ColourType is Grey or GreyAlpha ? 1 : 3;

    /// <summary>Bytes from one pixel to the next, at least 1: the distance that filters look back.</summary>
    public int BytesPerPixel => Math.Max(1, Samples * BitDepth / 8);

    /// <summary>Bytes of a row of so many pixels, without its filter byte.</summary>
    public int RowBytes(int width) => checked((int)((((long)width * Samples * BitDepth) + 7) / 8));
}
