using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>mean over all elements of (r(F^s) − F^t)², r the projection. Romero et al. 2014, "FitNets", arXiv:1412.6550.</summary>
public sealed record HintRegressionLoss : HintPairLoss
{
    private static readonly Option<ProjectionChoice> s_projection = HintProjection.Choice;

    /// <summary>The loss <c>hint</c>.</summary>
    public HintRegressionLoss()
        : base(
            new LossFacts("hint", "A value inside the teacher, imitated element by element (FitNets).", "mean (r(F^s) − F^t)²")
            {
                Unit = "squared units of the hint",
                Shapes = "student, teacher [N, D], [N, T, D] or [N, C, H, W]; projected where they differ",
                Paper = "Romero et al. 2014, arXiv:1412.6550",
                Published =
                    "a stage of its own (the paper, `hint-stage`); next to labels 1 Tian et al. 2019 give it 100 on "
                    + "features after batch normalisation (CIFAR-100), which diverges on features of other sizes",
                Caution =
                    "A small student cannot have all of its teacher's features: next to labels alone, weight 1 "
                    + "costs more than it teaches in 150 steps, and is about even after 600. "
                    + "With 0.1, next to `soft-targets`, or in a stage before them as in the paper (`hint-stage`) it gains.",
            }
        ) { }

    /// <summary>Whether the student's value is projected to the teacher's shape by weights that are trained and never exported.</summary>
    public ProjectionChoice Projection
    {
        get => Get(s_projection);
        init => Values = Changed<ProjectionChoice>(s_projection, value);
    }

    private protected override HintMatching Matching => new HintProjection(Projection);

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var difference = student - teacher;
        return signals.MeanOverPlaces(difference * difference);
    }
}
