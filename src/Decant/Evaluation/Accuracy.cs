using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// accuracy = (1/N) Σₙ [argmax zₙ = yₙ]. A fraction, 0 to 1, higher is better.
/// </summary>
internal sealed class Accuracy
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new(NamedValue.Accuracy, MetricFacts.Fraction, true)
        {
            Title = "Accuracy",
            Meaning = "Share of the test samples for which the most likely class is the label.",
        };

    /// <summary>The number of wrong answers.</summary>
    public static MetricFacts ErrorFacts { get; } =
        new("errors", "", false)
        {
            Title = "Errors",
            Meaning = "Test samples for which the most likely class is not the label.",
            Decimals = 0,
        };

    private int _samples;

    /// <summary>Samples whose best class is not the label.</summary>
    public int Errors { get; private set; }

    public double Value => (double)(_samples - Errors) / _samples;

    public void Add(in Answer answer)
    {
        _samples++;
        Errors += answer.Best == answer.Label ? 0 : 1;
    }
}
