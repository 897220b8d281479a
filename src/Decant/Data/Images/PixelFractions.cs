namespace Decant.Data.Images;

/// <summary>Bytes of an image as numbers from 0 to 1.</summary>
internal static class PixelFractions
{
    private static readonly float[] s_fractions = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    /// <summary>Writes pixel / 255.</summary>
    public static void ToFractions(this ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        var fractions = s_fractions;
        destination = destination[..pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            destination[i] = fractions[pixels[i]];
        }
    }
}
