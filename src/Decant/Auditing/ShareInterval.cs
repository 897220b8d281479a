using Decant.Evidence;

namespace Decant.Auditing;

/// <summary>
/// The 95 % interval of a share of few samples (E. B. Wilson 1927, "Probable inference, the law of succession, and statistical inference"):
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). It stays between 0 and 1 and has a width where all or none are counted.
/// </summary>
internal static class ShareInterval
{
    private const double Z = 1.959963984540054;

    /// <summary>The interval.</summary>
    /// <param name="counted">How many are counted, 0 to <paramref name="of"/>.</param>
    /// <param name="of">Of how many; of none every share is possible.</param>
    public static Interval Of(long counted, long of)
    {
        if (of == 0)
        {
            return new Interval(0, 1);
        }

        var (n, p) = ((double)of, (double)counted / of);
        var middle = p + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        var scale = 1 + (Z * Z / n);
        // Rounding must not push the ends over 0 and 1.
        return new Interval(Math.Max(0, (middle - half) / scale), Math.Min(1, (middle + half) / scale));
    }
}
