namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Rows of tiles of 2×2 neighbouring results, counted over all images, and copies of the pixels that they read, with zeros where the image
/// ends: inside a copy no tile is a special case.
/// </summary>
/// <param name="images">Images N×H×W×Stride, from the group's first channel on.</param>
/// <param name="height">H.</param>
/// <param name="width">W.</param>
/// <param name="stride">Floats from a pixel to the next.</param>
/// <param name="channels">Channels that are read.</param>
/// <param name="top">Row of the image that tile row 0 begins at; negative where zeros lie above.</param>
/// <param name="left">The same for columns.</param>
/// <param name="size">Rows and columns of pixels that a tile reads, 2 or more.</param>
/// <param name="tileRows">Rows of tiles of an image.</param>
/// <param name="tileColumns">Tiles of a row.</param>
internal readonly unsafe struct WinogradRows(
    float* images,
    int height,
    int width,
    int stride,
    int channels,
    int top,
    int left,
    int size,
    int tileRows,
    int tileColumns
)
{
    private int Width => (Winograd.Results * (tileColumns - 1)) + size;

    /// <summary>Tiles that cover results of a size.</summary>
    public static int Count(int results) => MatrixBlocking.Divide(results, Winograd.Results);

    /// <summary>The row of pixels, counted over all images, that a row of tiles begins at.</summary>
    public static int First(int tileRow, int tileRows, int height) =>
        (tileRow / tileRows * height) + (tileRow % tileRows * Winograd.Results);

    /// <summary>Floats of a copy for so many rows of tiles.</summary>
    public nint CopySize(int rows) => (nint)((Winograd.Results * (rows - 1)) + size) * Width * channels;

    /// <summary>Copies the pixels of rows of tiles that lie in one image.</summary>
    /// <param name="first">First row of tiles.</param>
    /// <param name="end">The row after the last that is wanted.</param>
    /// <param name="copy">Room for the copy.</param>
    /// <returns>Rows of tiles that were copied.</returns>
    public int Copy(int first, int end, float* copy)
    {
        var (image, row) = Math.DivRem(first, tileRows);
        var count = Math.Min(tileRows - row, end - first);
        new PaddedRows(images + ((nint)image * height * width * stride), height, width, stride, channels).Copy(
            top + (Winograd.Results * row),
            (Winograd.Results * (count - 1)) + size,
            left,
            Width,
            copy
        );
        return count;
    }

    /// <summary>The pixels that a tile reads.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="row">The tile's row in the copy.</param>
    /// <param name="column">The tile's column.</param>
    public PixelSquare Square(float* copy, int row, int column) =>
        new(copy + ((((nint)row * Width) + column) * Winograd.Results * channels), (nint)Width * channels, channels);
}
