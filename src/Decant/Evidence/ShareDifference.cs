namespace Decant.Evidence;

/// <summary>
/// The interval of the difference of two shares of different samples (R. G. Newcombe 1998, "Interval estimation for the difference between
/// independent proportions", method 10): p₁ − p₂ − √((p₁ − l₁)² + (u₂ − p₂)²) to p₁ − p₂ + √((u₁ − p₁)² + (p₂ − l₂)²), with Wilson's ends l
/// and u of each.
/// </summary>
internal static class ShareDifference
{
    /// <summary>The interval.</summary>
    /// <param name="first">p₁, 0 to 1.</param>
    /// <param name="ofFirst">Samples of it.</param>
    /// <param name="second">p₂, 0 to 1.</param>
    /// <param name="ofSecond">Samples of it.</param>
    /// <param name="z">Deviations on both sides.</param>
    public static Interval Of(double first, long ofFirst, double second, long ofSecond, double z = ShareInterval.Z)
    {
        var (one, other) = (ShareInterval.Of(first, ofFirst, z), ShareInterval.Of(second, ofSecond, z));
        return new Interval(
            first - second - double.Hypot(first - one.Low, other.High - second),
            first - second + double.Hypot(one.High - first, second - other.Low)
        );
    }
}
