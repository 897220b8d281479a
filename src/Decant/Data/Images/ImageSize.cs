using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Images;

/// <summary>The size of images as a recipe writes it: <c>32</c>, or width x height as in <c>48x32</c>.</summary>
internal static class ImageSize
{
    private const int MostPixels = 8192;

    /// <summary>Understands it.</summary>
    /// <param name="option">The option, in front of errors.</param>
    /// <param name="text">What was written.</param>
    /// <exception cref="DecantException">It is no size.</exception>
    public static (int Width, int Height) Parse(string option, string text)
    {
        var sides = text.Split('x', StringSplitOptions.TrimEntries);
        var numbers = sides
            .Select(side =>
                int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels is > 0 and <= MostPixels
                    ? pixels
                    : 0
            )
            .ToArray();
        return numbers is [> 0] or [> 0, > 0]
            ? (numbers[0], numbers[^1])
            : throw new DecantException(
                $"{option}: expected pixels as in 32, or width x height as in 48x32, each from 1 to {MostPixels}; received '{text}'."
            );
    }
}
