using System.Globalization;

namespace Decant.Data.Digits;

/// <summary>One movement of the pen: points on a page of 100 by 100, x to the right and y down.</summary>
/// <param name="Kinds">What it looks like, from its beginning to its end, in equal parts.</param>
/// <param name="IsSmooth">Whether the points are joined by a curve, or by straight lines.</param>
/// <param name="Points">Where the pen passes.</param>
internal sealed record Stroke(IReadOnlyList<StrokeKinds> Kinds, bool IsSmooth, (float X, float Y)[] Points)
{
    /// <summary>Reads <c>bar+diagonal - 22,8 76,8 44,95</c>: kinds, <c>~</c> for a curve or <c>-</c> for lines, points.</summary>
    public static Stroke Parse(string text)
    {
        var words = text.Split(' ');
        return new Stroke(
            [.. words[0].Split('+').Select(kind => Enum.Parse<StrokeKinds>(kind, ignoreCase: true))],
            words[1] == "~",
            [.. words[2..].Select(ParsePoint)]
        );
    }

    private static (float X, float Y) ParsePoint(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return (float.Parse(text[..comma], CultureInfo.InvariantCulture), float.Parse(text[(comma + 1)..], CultureInfo.InvariantCulture));
    }
}
