using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Hamming accuracy = (1/(N·L)) Σₙₗ [answer = truth]: 1 − the Hamming loss. A fraction, 0 to 1, higher is better; where labels are rare,
/// answering no to everything is near 1 already. Between student and teacher it is their agreement.
/// </summary>
internal sealed class HammingAccuracy
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("hammingAccuracy", MetricFacts.Fraction, true)
        {
            Title = "Labels right",
            Meaning =
                "Share of all answers, samples times labels, that are right. Where labels are rare, answering no to "
                + "everything is near 100 % already.",
        };

    private long _answers;
    private long _equal;

    /// <summary>Null without answers.</summary>
    public double? Value => _answers == 0 ? null : (double)_equal / _answers;

    public void Add(bool answer, bool truth)
    {
        _answers++;
        _equal += answer == truth ? 1 : 0;
    }
}
