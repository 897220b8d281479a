namespace Decant.Data.Images;

/// <summary>A decoded image of bytes.</summary>
/// <param name="Channels">C: 1 for grey, 3 for red, green, blue.</param>
/// <param name="Height">H, in pixels.</param>
/// <param name="Width">W, in pixels.</param>
/// <param name="Pixels"><c>[C, H, W]</c>.</param>
internal sealed record Picture(int Channels, int Height, int Width, byte[] Pixels)
{
    /// <summary>Most pixels that an image may have: a header that promises more is refused before memory is set aside.</summary>
    public const long MaximumPixels = 1L << 26;

    /// <summary>The size as people write it.</summary>
    public string Size => $"{Width}x{Height}";
}
