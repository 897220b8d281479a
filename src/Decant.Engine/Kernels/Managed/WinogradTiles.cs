using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Numbers the tiles of 2×2 neighbouring results over all images, and finds the pixels that a tile needs: in the image, or, where the image ends, in a
/// copy with zeros around it.
/// </summary>
/// <param name="images">Images N×H×W×Stride, from the group's first channel on.</param>
/// <param name="height">H.</param>
/// <param name="width">W.</param>
/// <param name="channels">Channels that are needed.</param>
/// <param name="stride">Floats from a pixel to the next.</param>
/// <param name="top">Row of the image that tile row 0 begins at; negative where zeros lie above.</param>
/// <param name="left">The same for columns.</param>
/// <param name="tileRows">Tiles of an image, one below the other.</param>
/// <param name="tileColumns">Tiles side by side.</param>
internal readonly unsafe struct WinogradTiles(
    float* images, int height, int width, int channels, int stride, int top, int left, int tileRows, int tileColumns)
{
    /// <summary>Tiles that cover results of a size.</summary>
    public static int Count(int results) => MatrixBlocking.Divide(results, Winograd.Results);

    /// <summary>Finds the square of pixels that lies at a tile.</summary>
    /// <param name="tile">The tile's number.</param>
    /// <param name="size">Rows and columns of the square.</param>
    /// <param name="copy">Room for the square.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PixelSquare Find(int tile, int size, float* copy)
    {
        var (tileRow, tileColumn) = Math.DivRem(tile, tileColumns);
        var (image, row) = Math.DivRem(tileRow, tileRows);
        var (y, x) = (top + (Winograd.Results * row), left + (Winograd.Results * tileColumn));
        var first = images + (((((nint)image * height) + y) * width) + x) * stride;
        if (y >= 0 && x >= 0 && y + size <= height && x + size <= width)
        {
            return new PixelSquare(first, (nint)width * stride, stride);
        }

        var (begin, end) = (Math.Max(0, -x), Math.Min(size, width - x));
        new Span<float>(copy, size * size * channels).Clear();
        for (var i = Math.Max(0, -y); i < Math.Min(size, height - y); i++)
        {
            for (var j = begin; j < end; j++)
            {
                CopyRow.Run(first + ((((nint)i * width) + j) * stride), copy + (((i * size) + j) * channels), channels);
            }
        }

        return new PixelSquare(copy, (nint)size * channels, channels);
    }
}
