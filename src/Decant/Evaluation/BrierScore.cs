using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// (1/N) Σₙ (pₙ − yₙ)² of the second of two classes, pₙ being its probability and yₙ 1 where it is true, else 0 (Brier 1950, halved for two
/// classes). 0 is certain and right, ¼ is always saying ½, 1 is certain and wrong.
/// </summary>
internal sealed class BrierScore
{
    private double _sum;
    private int _samples;

    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("brierScore", "", false)
        {
            Title = "Brier score",
            Meaning =
                "Mean square of the difference between the probability of the second class and the truth, 1 or 0. It is low where "
                + "probabilities are sharp and calibrated. Lower is better.",
        };

    /// <summary>The mean, 0 to 1.</summary>
    public double Value => _sum / _samples;

    /// <summary>Adds a sample.</summary>
    /// <param name="probability">Of the second class, 0 to 1.</param>
    /// <param name="isPositive">Whether it is that.</param>
    public void Add(double probability, bool isPositive)
    {
        var distance = probability - (isPositive ? 1 : 0);
        _sum += distance * distance;
        _samples++;
    }
}
