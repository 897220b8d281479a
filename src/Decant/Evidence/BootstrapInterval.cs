using Decant.Engine.Randomness;

namespace Decant.Evidence;

/// <summary>
/// Between which means the middle 95 % of 2,000 samples lie that are drawn from the given ones with replacement (percentile bootstrap,
/// Efron
/// 1979): how the result might have been with other test samples, of the same kind and as many.
/// </summary>
internal static class BootstrapInterval
{
    private const int Draws = 2000;

    /// <summary>The interval; the same for the same values.</summary>
    /// <param name="values">One per test sample, 1 or more.</param>
    public static Interval Of(ReadOnlySpan<double> values)
    {
        var random = new RandomStream(0, "bootstrap");
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var n = 0; n < values.Length; n++)
            {
                sum += values[random.NextInt32(values.Length)];
            }

            means[draw] = sum / values.Length;
        }

        Array.Sort(means);
        const double tail = (1 - SeedStatistics.Confidence) / 2;
        return new Interval(means[(int)(tail * Draws)], means[Draws - 1 - (int)(tail * Draws)]);
    }
}
