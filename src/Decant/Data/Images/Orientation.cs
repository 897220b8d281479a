using SkiaSharp;

namespace Decant.Data.Images;

/// <summary>How a camera held a photograph (EXIF 2.3, tag 274): where the file's first row and first column belong.</summary>
internal static class Orientation
{
    /// <summary>Whether rows become columns.</summary>
    public static bool IsTurned(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>The picture as it is looked at.</summary>
    public static Picture Apply(SKEncodedOrigin origin, Picture stored)
    {
        if (origin == SKEncodedOrigin.TopLeft)
        {
            return stored;
        }

        var isTurned = IsTurned(origin);
        var (height, width) = isTurned ? (stored.Width, stored.Height) : (stored.Height, stored.Width);
        var fromBottom =
            origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        var fromRight =
            origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var pixels = new byte[stored.Pixels.Length];
        for (int place = 0, area = height * width; place < pixels.Length; place++)
        {
            var (channel, y, x) = (place / area, place % area / width, place % width);
            var (row, column) = isTurned ? (x, y) : (y, x);
            row = fromBottom ? stored.Height - 1 - row : row;
            column = fromRight ? stored.Width - 1 - column : column;
            pixels[place] = stored.Pixels[(((channel * stored.Height) + row) * stored.Width) + column];
        }

        return new Picture(stored.Channels, height, width, pixels);
    }
}
