namespace Decant.Engine.Kernels.Managed;

/// <summary>A small square of pixels, wherever they lie.</summary>
/// <param name="first">The upper left pixel.</param>
/// <param name="rowStride">Floats from a pixel to the one below.</param>
/// <param name="pixelStride">Floats from a pixel to the one at its right.</param>
internal readonly unsafe struct PixelSquare(float* first, nint rowStride, nint pixelStride)
{
    public readonly float* First = first;
    public readonly nint RowStride = rowStride;
    public readonly nint PixelStride = pixelStride;

    /// <summary>The same pixels from a later channel on.</summary>
    public PixelSquare From(nint channel) => new(First + channel, RowStride, PixelStride);
}
