using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over N (and T) of 1 − cos of the angle between the two vectors: only the direction counts. An image is one vector.
/// </summary>
public sealed record HintCosineLoss : HintPairLoss
{
    private static readonly Option<ProjectionChoice> s_projection = HintProjection.Choice;

    /// <summary>The loss <c>hint-cosine</c>.</summary>
    public HintCosineLoss()
        : base(
            new LossFacts("hint-cosine", "The direction of a value inside the teacher, whatever its length.", "mean_N 1 − cos(r(F^s), F^t)")
            {
                Unit = "none",
                Shapes = "student, teacher [N, D], [N, T, D] or [N, C, H, W]; projected where they differ",
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
        var cosine = (student.Rows().Unit() * teacher.Rows().Unit()).ReduceSum([-1]);
        return signals.MeanOverPlaces(1 - cosine);
    }
}
