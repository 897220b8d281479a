using System.Globalization;
using Decant.Data.Images;
using Decant.Tasks.Detection;

namespace Decant.Prediction;

/// <summary>Draws what a detector found onto a copy of a picture: a frame in the colour of the class, its name and how sure it is.</summary>
internal static class BoxDrawing
{
    // Pixels of the shorter side for one pixel of a frame and of a letter's strokes.
    private const int SidePerPixel = 240;

    // Hues at the golden angle lie far from those before them, however many there are.
    private const double GoldenAngle = 137.50776405;

    /// <summary>A copy in colours with the boxes.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="boxes">What to draw; the surest ends on top.</param>
    /// <param name="names">Names of the classes.</param>
    public static Picture Draw(Picture picture, IReadOnlyList<FoundBox> boxes, IReadOnlyList<string> names)
    {
        var canvas = new Canvas(picture);
        var thickness = Math.Max(1, Math.Min(picture.Height, picture.Width) / SidePerPixel);
        foreach (var found in boxes.Reverse())
        {
            var colour = Colour(found.Class);
            var (left, top) = ((int)Math.Floor(found.Box.Left), (int)Math.Floor(found.Box.Top));
            var (right, bottom) = ((int)Math.Ceiling(found.Box.Right), (int)Math.Ceiling(found.Box.Bottom));
            canvas.Fill(left, top, right, top + thickness, colour);
            canvas.Fill(left, bottom - thickness, right, bottom, colour);
            canvas.Fill(left, top, left + thickness, bottom, colour);
            canvas.Fill(right - thickness, top, right, bottom, colour);
            Label(
                canvas,
                $"{names[found.Class]} {Math.Round(100 * found.Score).ToString(CultureInfo.InvariantCulture)}%",
                left,
                top,
                thickness,
                colour
            );
        }

        return canvas.Picture;
    }

    /// <summary>The colour of a class: red, green, blue.</summary>
    public static (byte Red, byte Green, byte Blue) Colour(int @class)
    {
        // HSV with saturation 0.85 and value 1.
        const double Saturation = 0.85;
        var sixth = @class * GoldenAngle % 360 / 60;
        return (Part(5), Part(3), Part(1));

        byte Part(int n)
        {
            var k = (n + sixth) % 6;
            return (byte)Math.Round(255 * (1 - (Saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1))));
        }
    }

    // Above the frame, or inside where there is no room.
    private static void Label(Canvas canvas, string text, int left, int top, int scale, (byte, byte, byte) colour)
    {
        var (width, height) = (scale * ((text.Length * PixelLetters.Advance) + 1), scale * (PixelLetters.Height + 2));
        var y = top >= height ? top - height : top;
        var x = Math.Max(0, Math.Min(left, canvas.Picture.Width - width));
        canvas.Fill(x, y, x + width, y + height, colour);
        for (var place = 0; place < text.Length; place++)
        {
            foreach (var (dx, dy) in PixelLetters.Of(text[place]))
            {
                var (px, py) = (x + (scale * ((place * PixelLetters.Advance) + 1 + dx)), y + (scale * (1 + dy)));
                canvas.Fill(px, py, px + scale, py + scale, (0, 0, 0));
            }
        }
    }

    private readonly struct Canvas
    {
        public Canvas(Picture from)
        {
            var pixels = new byte[3 * from.Height * from.Width];
            for (var channel = 0; channel < 3; channel++)
            {
                var size = from.Height * from.Width;
                from.Pixels.AsSpan(Math.Min(channel, from.Channels - 1) * size, size).CopyTo(pixels.AsSpan(channel * size));
            }

            Picture = new Picture(3, from.Height, from.Width, pixels);
        }

        public Picture Picture { get; }

        /// <summary>Fills a rectangle, as far as it is in the picture.</summary>
        public void Fill(int left, int top, int right, int bottom, (byte Red, byte Green, byte Blue) colour)
        {
            var (w, h) = (Picture.Width, Picture.Height);
            (left, right) = (Math.Clamp(left, 0, w), Math.Clamp(right, 0, w));
            for (var y = Math.Clamp(top, 0, h); y < Math.Clamp(bottom, 0, h) && left < right; y++)
            {
                Picture.Pixels.AsSpan((y * w) + left, right - left).Fill(colour.Red);
                Picture.Pixels.AsSpan(((h + y) * w) + left, right - left).Fill(colour.Green);
                Picture.Pixels.AsSpan((((2 * h) + y) * w) + left, right - left).Fill(colour.Blue);
            }
        }
    }
}
