using System.Globalization;
using System.Numerics;

namespace Decant.Options;

/// <summary>The numbers that an option accepts.</summary>
/// <typeparam name="T">The kind of number.</typeparam>
/// <param name="Low">The lowest bound, or null.</param>
/// <param name="LowIsIn">Whether the lowest bound itself is accepted.</param>
/// <param name="High">The highest bound, or null.</param>
/// <param name="HighIsIn">Whether the highest bound itself is accepted.</param>
internal sealed record Bounds<T>(T? Low, bool LowIsIn, T? High, bool HighIsIn)
    where T : struct, INumber<T>
{
    /// <summary>The range in words, such as <c>above 0 and at most 1</c>; empty where everything is accepted.</summary>
    public string Words =>
        (Low, High) switch
        {
            (null, null) => "",
            ({ } low, { } high) when LowIsIn && HighIsIn => $"{Text(low)} to {Text(high)}",
            _ => string.Join(" and ", new[] { LowWords, HighWords }.OfType<string>()),
        };

    private string? LowWords => Low is { } low ? $"{(LowIsIn ? "at least" : "above")} {Text(low)}" : null;

    private string? HighWords => High is { } high ? $"{(HighIsIn ? "at most" : "below")} {Text(high)}" : null;

    /// <summary>The range of at most one lower and one upper bound.</summary>
    public static Bounds<T> Of(T? atLeast, T? above, T? atMost, T? below) =>
        new(atLeast ?? above, atLeast is not null, atMost ?? below, atMost is not null);

    /// <summary>Whether a number lies inside; NaN lies nowhere.</summary>
    public bool Contain(T value) =>
        !T.IsNaN(value)
        && (Low is not { } low || value > low || (LowIsIn && value == low))
        && (High is not { } high || value < high || (HighIsIn && value == high));

    private static string Text(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}
