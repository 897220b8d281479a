using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// BCE = (1/(N·L)) Σₙₗ −y·ln σ(z) − (1 − y)·ln(1 − σ(z)) = (1/(N·L)) Σₙₗ ln(1 + e^∓z), − where y is 1 and + where it is 0. Nats per answer,
/// 0 upwards, lower is better; ln 2 is what guessing gives.
/// </summary>
internal sealed class BinaryCrossEntropy
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("binaryCrossEntropy", MetricFacts.Nats, false)
        {
            Title = "Binary cross-entropy",
            Meaning =
                "Mean of −ln of the probability given to what is true of a label. 0 is certain and right, 0.6931 is "
                + "guessing. Lower is better.",
        };

    private long _answers;
    private double _sum;

    public double Value => _sum / _answers;

    public void Add(double logit, bool truth)
    {
        _answers++;
        var x = truth ? -logit : logit;
        // ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|): no exponential overflows.
        _sum += Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
    }
}
