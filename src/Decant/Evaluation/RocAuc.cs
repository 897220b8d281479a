using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Area under the curve of true against false positives: the share of pairs in order (<see cref="PairsInOrder"/>). ½ is chance, 1 is
/// perfect, whatever the share of the second class.
/// </summary>
internal static class RocAuc
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("rocAuc", "", true)
        {
            Title = "ROC-AUC",
            Meaning =
                "Of all pairs of a sample of the second class and one of the first, the share in which the first of them got the higher "
                + "answer; equal answers count half. ½ is chance, 1 is perfect.",
        };

    /// <summary>The area, 0 to 1; null where all samples are of one class.</summary>
    public static double? Of(RankedAnswers answers) => PairsInOrder.Of(answers.Answers, answers.Truth)?.Share;
}
