namespace Decant.Evidence;

/// <summary>
/// The interval of a share of few samples (E. B. Wilson 1927, "Probable inference, the law of succession, and statistical inference"):
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). It stays between 0 and 1 and has a width where all or none are counted.
/// </summary>
internal static class ShareInterval
{
    /// <summary>Deviations of a normal number on both sides that hold 95 %.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>The interval at 95 %.</summary>
    /// <param name="counted">How many are counted, 0 to <paramref name="of"/>.</param>
    /// <param name="of">Of how many; of none every share is possible.</param>
    public static Interval Of(long counted, long of) => Of(of == 0 ? 0 : (double)counted / of, of);

    /// <summary>The interval of a share that need not be a count, such as a mean over seeds, which is no wider.</summary>
    /// <param name="share">p, 0 to 1.</param>
    /// <param name="of">n; of none every share is possible.</param>
    /// <param name="z">Deviations on both sides.</param>
    public static Interval Of(double share, long of, double z = Z)
    {
        if (of == 0)
        {
            return new Interval(0, 1);
        }

        double n = of;
        var middle = share + (z * z / (2 * n));
        var half = z * Math.Sqrt((share * (1 - share) / n) + (z * z / (4 * n * n)));
        var scale = 1 + (z * z / n);
        // Rounding must not push the ends over 0 and 1.
        return new Interval(Math.Max(0, (middle - half) / scale), Math.Min(1, (middle + half) / scale));
    }
}
