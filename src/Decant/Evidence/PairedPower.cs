namespace Decant.Evidence;

/// <summary>
/// How often a paired t test finds a difference that is there. With n seeds and a true difference of d standard deviations the statistic is
/// T = (Z + d·√n)/S with S = √(χ²_ν/ν), ν = n − 1, and it is found when |T| exceeds the critical t of the allowed error (Cohen 1988).
/// </summary>
internal static class PairedPower
{
    /// <summary>Share of studies that are to find what is there.</summary>
    public const double Wanted = 0.8;

    /// <summary>The most seeds that are thought about.</summary>
    public const int MostSeeds = 1000;

    private const int Pieces = 1000;

    /// <summary>P(|T| &gt; critical t), 0 to 1.</summary>
    /// <param name="effect">d: the true difference in standard deviations of paired differences.</param>
    /// <param name="seeds">n, 2 or more.</param>
    /// <param name="error">The two-sided error that is allowed.</param>
    public static double Of(double effect, int seeds, double error)
    {
        var freedom = seeds - 1;
        var (critical, shift) = (StudentT.TwoSidedQuantile(1 - error, freedom), effect * Math.Sqrt(seeds));
        // P = ∫ f(s)·(Φ(δ − t·s) + Φ(−δ − t·s)) ds with f(s) ∝ s^(ν−1)·exp(−ν·s²/2), by the midpoint rule.
        var (end, found, all) = (1 + (10 / Math.Sqrt(2 * freedom)), 0.0, 0.0);
        for (var piece = 0; piece < Pieces; piece++)
        {
            var s = (piece + 0.5) / Pieces * end;
            var density = Math.Exp(((freedom - 1) * Math.Log(s)) - (freedom * ((s * s) - 1) / 2));
            all += density;
            found += density * (NormalDistribution.Cdf(shift - (critical * s)) + NormalDistribution.Cdf(-shift - (critical * s)));
        }

        return found / all;
    }

    /// <summary>
    /// The fewest seeds that find a difference with probability <see cref="Wanted"/>; null for more than <see cref="MostSeeds"/>.
    /// </summary>
    /// <param name="difference">The true difference, above 0.</param>
    /// <param name="deviation">Standard deviation of paired differences, 0 or more, in the same unit.</param>
    /// <param name="error">The two-sided error that is allowed.</param>
    public static int? Seeds(double difference, double deviation, double error)
    {
        const int fewest = 2;
        if (deviation == 0)
        {
            return fewest;
        }

        var effect = difference / deviation;
        if (!(Of(effect, MostSeeds, error) >= Wanted))
        {
            return null;
        }

        var (low, high) = (fewest, MostSeeds);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Of(effect, middle, error) >= Wanted ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
