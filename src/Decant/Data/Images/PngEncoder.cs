using SkiaSharp;

namespace Decant.Data.Images;

/// <summary>Writes pictures as PNG: 8 bits, grey or RGB.</summary>
internal static class PngEncoder
{
    /// <summary>The bytes of a PNG file; the same for the same picture.</summary>
    public static byte[] Encode(Picture picture)
    {
        var (channels, area) = (picture.Channels, picture.Height * picture.Width);
        var bytesPerPixel = channels == 1 ? 1 : 4;
        var pixels = new byte[area * bytesPerPixel];
        for (var i = 0; i < pixels.Length; i++)
        {
            var channel = i % bytesPerPixel;
            pixels[i] = channel < channels ? picture.Pixels[(channel * area) + (i / bytesPerPixel)] : byte.MaxValue;
        }

        using var image = SKImage.FromPixelCopy(
            new SKImageInfo(picture.Width, picture.Height, channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque),
            pixels
        );
        using var file = image.Encode(SKEncodedImageFormat.Png, 100);
        return file.ToArray();
    }
}
