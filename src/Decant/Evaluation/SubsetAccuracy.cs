using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// subset accuracy = (1/N) Σₙ [every label of sample n is answered rightly]. A fraction, 0 to 1, higher is better; the strictest measure.
/// </summary>
internal sealed class SubsetAccuracy
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("subsetAccuracy", MetricFacts.Fraction, true)
        {
            Title = "All labels right",
            Meaning = "Share of the test samples for which every label is answered rightly.",
        };

    private int _samples;
    private int _right;

    public double Value => (double)_right / _samples;

    public void Add(int wrongAnswers)
    {
        _samples++;
        _right += wrongAnswers == 0 ? 1 : 0;
    }
}
