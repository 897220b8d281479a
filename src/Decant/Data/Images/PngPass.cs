namespace Decant.Data.Images;

/// <summary>A part of an image that is stored on its own: the whole, or one of the seven passes of Adam7.</summary>
/// <param name="Left">Column of its first pixel.</param>
/// <param name="Top">Row of its first pixel.</param>
/// <param name="StepX">Columns between its pixels.</param>
/// <param name="StepY">Rows between its pixels.</param>
internal readonly record struct PngPass(int Left, int Top, int StepX, int StepY)
{
    private static readonly PngPass[] s_whole = [new(0, 0, 1, 1)];

    // PNG specification, 8.2.
    private static readonly PngPass[] s_adam7 =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>The passes of an image, in order.</summary>
    public static PngPass[] Of(PngHeader header) => header.IsInterlaced ? s_adam7 : s_whole;

    /// <summary>Pixels of the pass in a row of the image's width.</summary>
    public int Columns(int width) => (width - Left + StepX - 1) / StepX;

    /// <summary>Rows of the pass in an image of a height.</summary>
    public int Rows(int height) => (height - Top + StepY - 1) / StepY;
}
