using Decant.Engine.Graphs;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over N² of smoothL1(d^s_ij − d^t_ij), d the distances between samples over the mean of those above 0: unchanged by shift and scale.
/// Park et al.
/// 2019, "Relational Knowledge Distillation", arXiv:1904.05068.
/// </summary>
public sealed record RelationalDistanceLoss : HintPairLoss
{
    /// <summary>The loss <c>rkd-distance</c>.</summary>
    public RelationalDistanceLoss()
        : base(
            new LossFacts(
                "rkd-distance",
                "How far the samples of a batch lie from each other.",
                "mean_N² smoothL1(d^s_ij − d^t_ij), d over its mean"
            )
            {
                Weight = 25,
                Unit = "none",
                Shapes = "student, teacher [N, ..], any widths",
                Paper = "Park et al. 2019, arXiv:1904.05068",
                Published = "25 next to labels 1 (Tian et al. 2019, CIFAR-100)",
            }
        ) { }

    // Two samples have one distance, and that over the mean is 1.
    private protected override HintMatching Matching => new AnyMatching();

    private protected override int FewestSamples => 3;

    private protected override Value Build(LossSignals signals, Value student, Value teacher) =>
        student.RelativeDistances().SmoothDifference(teacher.RelativeDistances());
}
