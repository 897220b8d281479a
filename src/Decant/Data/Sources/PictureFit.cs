namespace Decant.Data.Sources;

/// <summary>Where an image lies in the picture that networks see, in pixels of that picture.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PictureFit(int Left, int Top, int Width, int Height)
{
    // The grey of the bars next to an image that keeps the ratio of its sides, as detectors usually have it.
    private const byte Bar = 114;

    /// <summary>All of the picture, or as much as keeps the ratio of an image's sides, in the middle.</summary>
    public static PictureFit Of(int height, int width, int wantedHeight, int wantedWidth, bool keepsRatio)
    {
        if (!keepsRatio)
        {
            return new PictureFit(0, 0, wantedWidth, wantedHeight);
        }

        var scale = Math.Min((double)wantedWidth / width, (double)wantedHeight / height);
        var (w, h) = (Side(scale * width, wantedWidth), Side(scale * height, wantedHeight));
        return new PictureFit((wantedWidth - w) / 2, (wantedHeight - h) / 2, w, h);
    }

    /// <summary>Writes an image that was resized to the own size, with bars around it.</summary>
    /// <param name="image">Bytes <c>[C, own H, own W]</c>.</param>
    /// <param name="form">What the picture is.</param>
    /// <param name="pixels">Is given <c>[C, H, W]</c>.</param>
    public void Place(ReadOnlySpan<byte> image, ImageForm form, Span<byte> pixels)
    {
        if (Width == form.Width && Height == form.Height)
        {
            image.CopyTo(pixels);
            return;
        }

        pixels.Fill(Bar);
        for (var row = 0; row < form.Channels * Height; row++)
        {
            var (channel, y) = (row / Height, row % Height);
            image.Slice(row * Width, Width).CopyTo(pixels[((((channel * form.Height) + Top + y) * form.Width) + Left)..]);
        }
    }

    private static int Side(double pixels, int most) => Math.Clamp((int)Math.Round(pixels), 1, most);
}
