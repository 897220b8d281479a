using System.Numerics;

namespace Decant.Evaluation;

/// <summary>
/// Of all pairs of a sample that has a label and one that has not, the share in which the first has the higher answer; equal answers count
/// half. It is the area under the curve of true against false positives (Hanley and McNeil 1982), and the same for any threshold and any
/// share of samples with the label.
/// </summary>
/// <param name="Share">0 to 1; ½ is chance.</param>
/// <param name="Deviation">Standard deviation of the share by chance alone, √((n₁ + n₀ + 1)/(12·n₁·n₀)) with n₁ samples that have the label
/// and n₀ that have not (Mann and Whitney 1947).</param>
internal readonly record struct PairsInOrder(double Share, double Deviation)
{
    /// <summary>The pairs of one label.</summary>
    /// <typeparam name="T">Float or double.</typeparam>
    /// <param name="answers">Logits or probabilities [N].</param>
    /// <param name="truth">[N], whether a sample has the label.</param>
    /// <returns>Null where all samples have the label or none has.</returns>
    public static PairsInOrder? Of<T>(IReadOnlyList<T> answers, IReadOnlyList<bool> truth)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var with = truth.Count(isTrue => isTrue);
        var without = truth.Count - with;
        if (with == 0 || without == 0)
        {
            return null;
        }

        var (below, inOrder) = (0L, 0.0);
        foreach (var equal in Enumerable.Range(0, answers.Count).GroupBy(sample => answers[sample]).OrderBy(group => group.Key))
        {
            var right = equal.Count(sample => truth[sample]);
            var wrong = equal.Count() - right;
            inOrder += right * (below + (0.5 * wrong));
            below += wrong;
        }

        return new PairsInOrder(inOrder / with / without, Math.Sqrt((with + without + 1.0) / (12.0 * with * without)));
    }
}
