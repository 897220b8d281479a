using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Average precision: Σ_t (R_t − R_{t−1}) · P_t over thresholds from the highest answer on, with precision P and recall R of the second
/// class; no straight lines between them, which would flatter (Davis and Goadrich 2006). The share of the second class is chance, 1 is
/// perfect.
/// </summary>
internal static class PrAuc
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("prAuc", "", true)
        {
            Title = "PR-AUC",
            Meaning =
                "Average precision: the mean of the precision of the second class over all recalls. The share of that class is chance, 1 is "
                + "perfect. Where the class is rare it says more than ROC-AUC.",
        };

    /// <summary>The area, 0 to 1; null where all samples are of one class.</summary>
    public static double? Of(RankedAnswers answers)
    {
        if (!answers.AreOfBoth)
        {
            return null;
        }

        var (area, before) = (0.0, 0);
        foreach (var (right, wrong) in answers.Thresholds())
        {
            area += (double)(right - before) / answers.Positives * right / (right + wrong);
            before = right;
        }

        return area;
    }
}
