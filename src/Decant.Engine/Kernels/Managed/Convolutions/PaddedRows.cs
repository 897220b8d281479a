using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Copies rows of a channels-last image with zeros wherever they leave the image; only the channels of one group.</summary>
internal readonly unsafe struct PaddedRows(float* image, int height, int width, int pixelStride, int channels)
{
    /// <summary>
    /// Copies <paramref name="rows"/> × <paramref name="columns"/> pixels from (firstRow, firstColumn) on, which may lie outside.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Copy(int firstRow, int rows, int firstColumn, int columns, float* to)
    {
        var left = Math.Clamp(-firstColumn, 0, columns);
        var inside = Math.Clamp(width - firstColumn, left, columns) - left;
        for (var row = firstRow; row < firstRow + rows; row++, to += (nint)columns * channels)
        {
            if (row < 0 || row >= height || inside == 0)
            {
                Clear(to, columns);
                continue;
            }

            Clear(to, left);
            Copy(image + ((((nint)row * width) + firstColumn + left) * pixelStride), to + (left * channels), inside);
            Clear(to + ((left + inside) * channels), columns - left - inside);
        }
    }

    private void Clear(float* to, int pixels) => new Span<float>(to, pixels * channels).Clear();

    private void Copy(float* from, float* to, int pixels)
    {
        if (pixelStride == channels)
        {
            CopyRow.Run(from, to, pixels * channels);
            return;
        }

        for (var pixel = 0; pixel < pixels; pixel++, from += pixelStride, to += channels)
        {
            CopyRow.Run(from, to, channels);
        }
    }
}
