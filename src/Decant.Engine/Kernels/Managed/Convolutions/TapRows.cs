namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Where the windows of rows of result pixels begin in memory: in the images themselves, or in copies of the rows that
/// they need, padded with zeros.
/// </summary>
internal readonly unsafe struct TapRows(
    TapAxis rows,
    TapAxis columns,
    int sourceH,
    int sourceW,
    int sourceStride,
    int channels,
    int resultH,
    bool inPlace
)
{
    /// <summary>Finds (and copies, where it must) what some result rows need, counted over all images.</summary>
    /// <param name="source">The images, from the group's first channel on.</param>
    /// <param name="first">First result row.</param>
    /// <param name="count">Result rows.</param>
    /// <param name="width">Pixels of a row where the windows lie.</param>
    /// <param name="slab">Room for the copies.</param>
    /// <param name="windows">Takes the beginning of the first window of each result row.</param>
    public void Prepare(float* source, long first, int count, int width, float* slab, float** windows)
    {
        for (var end = first + count; first < end; )
        {
            var (image, row) = Math.DivRem(first, resultH);
            var run = (int)Math.Min(resultH - row, end - first);
            var sourceRow = ((int)row * rows.Stride) + rows.First;
            var pixels = source + ((nint)image * sourceH * sourceW * sourceStride);
            var stride = inPlace ? sourceStride : channels;
            var from = slab;
            if (inPlace)
            {
                from = pixels + ((((nint)sourceRow * width) + columns.First) * sourceStride);
            }
            else
            {
                var needed = rows.Span(run);
                new PaddedRows(pixels, sourceH, sourceW, sourceStride, channels).Copy(sourceRow, needed, columns.First, width, slab);
                slab += (nint)needed * width * channels;
            }

            for (var r = 0; r < run; r++)
            {
                *windows++ = from + ((nint)r * rows.Stride * width * stride);
            }

            first += run;
        }
    }
}
