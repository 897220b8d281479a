using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Decant.Data.Images;

/// <summary>
/// The pixels of a decoded image, <c>[H, W, 4]</c> bytes of red, green, blue and alpha, in native memory: given back at once, whatever the
/// garbage collector does.
/// </summary>
internal sealed unsafe class RgbaPixels : IDisposable
{
    private const int Opaque = 255;

    private readonly DecodingMemory? _lender;

    /// <summary>Memory for pixels, which has no content yet.</summary>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="lender">Lends the memory; null to take it from the system.</param>
    public RgbaPixels(int height, int width, DecodingMemory? lender = null)
    {
        (Height, Width, _lender) = (height, width, lender);
        var bytes = 4L * height * width;
        Start = lender is null ? (byte*)NativeMemory.Alloc((nuint)bytes) : lender.Rent(bytes);
    }

    /// <summary>H.</summary>
    public int Height { get; }

    /// <summary>W.</summary>
    public int Width { get; }

    /// <summary>The first byte.</summary>
    public byte* Start { get; private set; }

    /// <summary>Lays the pixels over white, by their alpha.</summary>
    public void BlendOverWhite()
    {
        for (byte* pixel = Start, end = Start + (4L * Height * Width); pixel < end; pixel += 4)
        {
            int alpha = pixel[3];
            if (alpha != Opaque)
            {
                pixel[0] = Blend(pixel[0], alpha);
                pixel[1] = Blend(pixel[1], alpha);
                pixel[2] = Blend(pixel[2], alpha);
            }
        }
    }

    /// <summary>The colours as a picture of a size.</summary>
    /// <param name="channels">C: 1 for the luma of ITU-R BT.601, 0.299·R + 0.587·G + 0.114·B, rounded; 3 for the colours.</param>
    /// <param name="height">H of the picture.</param>
    /// <param name="width">W of the picture.</param>
    public Picture ToPicture(int channels, int height, int width)
    {
        if (height != Height || width != Width)
        {
            return Resizing.Of(this, channels, height, width);
        }

        var area = height * width;
        var planes = new byte[channels * area];
        for (var i = 0; i < area; i++)
        {
            var pixel = Start + (4L * i);
            if (channels == 1)
            {
                planes[i] = Luma(pixel);
            }
            else
            {
                (planes[i], planes[area + i], planes[(2 * area) + i]) = (pixel[0], pixel[1], pixel[2]);
            }
        }

        return new Picture(channels, height, width, planes);
    }

    /// <summary>A row as numbers, a pixel each; where one channel is wanted it is the first.</summary>
    public void Load(int row, int channels, Span<Vector128<float>> numbers)
    {
        var pixel = Start + (4L * row * Width);
        for (var x = 0; x < Width; x++, pixel += 4)
        {
            numbers[x] =
                channels == 1
                    ? Vector128.Create((float)Luma(pixel))
                    : Vector128.ConvertToSingle(
                        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(*(uint*)pixel).AsByte())).AsInt32()
                    );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_lender is null)
        {
            NativeMemory.Free(Start);
        }
        else if (Start is not null)
        {
            _lender.Return(Start);
        }

        Start = null;
    }

    private static byte Luma(byte* pixel) => (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000);

    private static byte Blend(int colour, int alpha) => (byte)(((colour * alpha) + (255 * (Opaque - alpha)) + (Opaque / 2)) / Opaque);
}
