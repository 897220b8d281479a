using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over N (and T) of ‖h/‖h‖ − e/‖e‖‖², which is 2·(1 − cos). Sun et al. 2019, "Patient Knowledge Distillation for BERT Model
/// Compression", arXiv:1908.09355. An image is one vector.
/// </summary>
public sealed record PatientDistillationLoss : HintPairLoss
{
    private static readonly Option<ProjectionChoice> s_projection = HintProjection.Choice;

    /// <summary>The loss <c>pkd</c>.</summary>
    public PatientDistillationLoss()
        : base(
            new LossFacts("pkd", "Squared distance between unit vectors, as patient distillation takes it.", "mean_N ‖h/‖h‖ − e/‖e‖‖²")
            {
                Unit = "none",
                Shapes = "student, teacher [N, D], [N, T, D] or [N, C, H, W]; projected where they differ",
                Paper = "Sun et al. 2019, arXiv:1908.09355",
                Caution =
                    "Made for a student that begins with its teacher's first layers and learns from soft targets "
                    + "too, as the paper's does. One that begins anew, next to labels alone, "
                    + "loses in 150 steps and is even after 600. With 0.1, or next to `soft-targets`, it gains.",
            }
        ) { }

    /// <summary>Whether the student's value is projected to the teacher's shape by weights that are trained and never exported.</summary>
    public ProjectionChoice Projection
    {
        get => Get(s_projection);
        init => Values = Changed<ProjectionChoice>(s_projection, value);
    }

    private protected override HintMatching Matching => new HintProjection(Projection);

    private protected override string? Silence(Shape teacher) => HintVectors.SilenceOf(teacher);

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var difference = student.Rows().Unit() - teacher.Rows().Unit();
        return signals.MeanOverPlaces((difference * difference).ReduceSum([-1]));
    }
}
