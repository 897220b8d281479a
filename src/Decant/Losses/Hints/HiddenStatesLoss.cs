using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over all elements of (H^s·W − H^t)², the hidden states of one layer of a transformer, or its embeddings. Jiao et al. 2019,
/// "TinyBERT", arXiv:1909.10351, equations 8 and 9.
/// </summary>
public sealed record HiddenStatesLoss : HintPairLoss
{
    private static readonly Option<ProjectionChoice> s_projection = HintProjection.Choice;

    /// <summary>The loss <c>hidden-states</c>.</summary>
    public HiddenStatesLoss()
        : base(
            new LossFacts(
                "hidden-states",
                "The hidden states of a transformer's layer, projected where widths differ (TinyBERT).",
                "mean_NTD (H^s·W − H^t)²"
            )
            {
                Unit = "squared units of the hint",
                Shapes = "student, teacher [N, T, D] or [N, D]; projected where widths differ",
                Paper = "Jiao et al. 2019, arXiv:1909.10351",
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
