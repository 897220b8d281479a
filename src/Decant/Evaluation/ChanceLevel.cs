using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Tells knowledge from chance. Always answering the most frequent class is right in a share p of n samples, with a standard deviation of
/// √(p(1 − p)/n);
/// three of them above p is no chance.
/// </summary>
internal static class ChanceLevel
{
    private const double Deviations = 3;

    /// <summary>Whether an accuracy can be had without looking at a sample.</summary>
    /// <param name="accuracy">Share of right answers, 0 to 1.</param>
    /// <param name="largest">Share of the most frequent class, 0 to 1.</param>
    /// <param name="samples">How many samples were asked, 1 or more.</param>
    public static bool Reaches(double accuracy, double largest, int samples) =>
        accuracy < largest + (Deviations * Math.Sqrt(largest * (1 - largest) / samples));

    /// <summary>Whether what a network reached can be had without looking at a sample; false where labels are judged one by one.</summary>
    /// <param name="result">What it reached.</param>
    public static bool IsAllOf(EvaluationResult result) =>
        result is { Majority: { } majority } && result.Metric(NamedValue.Accuracy) is { } accuracy
            ? Reaches(accuracy, majority.Accuracy, result.Samples)
            : result.Metric("rSquared") <= 0;
}
