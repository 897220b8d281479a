using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// NLL = (1/N) Σₙ −ln softmax(zₙ)[yₙ] = (1/N) Σₙ (ln Σ exp zₙ − zₙ[yₙ]), at temperature 1. Nats per sample, 0 (certain and
/// right) upwards, lower is better; ln C is what guessing gives; infinite when a label got the probability 0.
/// </summary>
internal sealed class NegativeLogLikelihood
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new(NamedValue.NegativeLogLikelihood, MetricFacts.Nats, false)
        {
            Title = "Negative log-likelihood",
            Meaning =
                "Mean of −ln of the probability given to the label. 0 is certain and right; it punishes being wrong "
                + "with confidence. Lower is better.",
        };

    private int _samples;
    private double _sum;

    public double Value => _sum / _samples;

    public void Add(in Answer answer)
    {
        _samples++;
        _sum += answer.LogSumExp - answer.Logits[answer.Label];
    }
}
