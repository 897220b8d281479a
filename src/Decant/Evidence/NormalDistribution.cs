namespace Decant.Evidence;

/// <summary>The standard normal distribution, to seven digits: Abramowitz and Stegun 1964, 26.2.17.</summary>
internal static class NormalDistribution
{
    /// <summary>Φ(x) = 1 − φ(x)·(b₁t + b₂t² + … + b₅t⁵) with t = 1/(1 + 0.2316419·x) for x ≥ 0; Φ(−x) = 1 − Φ(x).</summary>
    public static double Cdf(double x)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        var polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        var tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>The x with Φ(x) = p, found by halving between −10 and 10.</summary>
    /// <param name="probability">p, above 0 and below 1; tails below 10⁻⁶ are beyond the digits of <see cref="Cdf"/>.</param>
    public static double Quantile(double probability)
    {
        var (low, high) = (-10.0, 10.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Cdf(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
