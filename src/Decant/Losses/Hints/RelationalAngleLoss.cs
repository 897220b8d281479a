using Decant.Engine.Graphs;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over N³ of smoothL1(cos^s_ijk − cos^t_ijk), the angles at sample i between the directions to j and k: unchanged by shift and scale.
/// Park et al.
/// 2019, "Relational Knowledge Distillation", arXiv:1904.05068. Memory grows with N³.
/// </summary>
public sealed record RelationalAngleLoss : HintPairLoss
{
    /// <summary>The loss <c>rkd-angle</c>.</summary>
    public RelationalAngleLoss()
        : base(
            new LossFacts(
                "rkd-angle",
                "The angles of the triangles that the samples of a batch make.",
                "mean_N³ smoothL1(cos^s_ijk − cos^t_ijk)"
            )
            {
                Weight = 50,
                Unit = "none",
                Shapes = "student, teacher [N, ..], any widths",
                Paper = "Park et al. 2019, arXiv:1904.05068",
                Published = "50 next to labels 1 (Tian et al. 2019, CIFAR-100)",
            }
        ) { }

    // Two samples make no angle.
    private protected override HintMatching Matching => new AnyMatching();

    private protected override int FewestSamples => 3;

    private protected override Value Build(LossSignals signals, Value student, Value teacher) =>
        student.Angles().SmoothDifference(teacher.Angles());
}
