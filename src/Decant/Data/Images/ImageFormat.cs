using SkiaSharp;

namespace Decant.Data.Images;

/// <summary>A format of image files, as the first bytes tell it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Format">What the library calls it.</param>
/// <param name="Endings">How the names of such files end.</param>
internal sealed record ImageFormat(string Name, SKEncodedImageFormat Format, params string[] Endings)
{
    /// <summary>The formats that are read.</summary>
    public static IReadOnlyList<ImageFormat> All { get; } =
    [
        new("JPEG", SKEncodedImageFormat.Jpeg, ".jpg", ".jpeg", ".jpe", ".jfif"),
        new("PNG", SKEncodedImageFormat.Png, ".png"),
        new("WebP", SKEncodedImageFormat.Webp, ".webp"),
        new("GIF", SKEncodedImageFormat.Gif, ".gif"),
        new("BMP", SKEncodedImageFormat.Bmp, ".bmp", ".dib"),
    ];

    /// <summary>Their names, for messages.</summary>
    public static string Names { get; } = $"{string.Join(", ", All.SkipLast(1).Select(format => format.Name))} or {All[^1].Name}";

    /// <summary>The format of a content; null where it is none of them.</summary>
    public static ImageFormat? Of(ReadOnlySpan<byte> bytes)
    {
        SKEncodedImageFormat? format = bytes switch
        {
            [0xff, 0xd8, ..] => SKEncodedImageFormat.Jpeg,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => SKEncodedImageFormat.Png,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
                SKEncodedImageFormat.Webp,
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => SKEncodedImageFormat.Gif,
            [(byte)'B', (byte)'M', ..] => SKEncodedImageFormat.Bmp,
            _ => null,
        };
        return All.FirstOrDefault(known => known.Format == format);
    }
}
