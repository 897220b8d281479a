using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// The largest recall of the second class, TP/(TP + FN), of any threshold at which no more than a share of the first class is taken for it,
/// FP/(FP + TN) ≤ rate.
/// </summary>
internal static class RecallAtFalseAlarms
{
    /// <summary>The share of the first class that may be false alarms.</summary>
    public const double Rate = 0.01;

    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("recallAtFalseAlarms", MetricFacts.Fraction, true)
        {
            Title = "Recall at 1 % false alarms",
            Meaning = "Share of the second class that is found when the threshold lets at most 1 % of the first class be taken for it.",
        };

    /// <summary>The recall, 0 to 1; null where all samples are of one class.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="rate">The share of the first class that may be false alarms, 0 to 1.</param>
    public static double? Of(RankedAnswers answers, double rate = Rate) =>
        answers.AreOfBoth
            ? answers
                .Thresholds()
                .Where(counts => counts.FalsePositives <= rate * answers.Negatives)
                .Select(counts => (double)counts.TruePositives / answers.Positives)
                .DefaultIfEmpty(0)
                .Max()
            : null;
}
