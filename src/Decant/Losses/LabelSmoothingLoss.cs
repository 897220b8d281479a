using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// mean over N of −(1 − ε)·ln q_label − (ε/C)·Σ ln q, with q = softmax(student): a share ε of the label's probability is spread evenly
/// over all classes. In nats per sample; samples without a label (−1) are left out of the mean. Szegedy et al. 2015, arXiv:1512.00567.
/// </summary>
public sealed record LabelSmoothingLoss : DistillationLoss
{
    private static readonly Option<double> s_smoothing = Option.Number(
        "smoothing",
        0.1,
        "Share of the label's probability that is spread over all classes.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );

    /// <summary>The loss <c>label-smoothing</c>.</summary>
    public LabelSmoothingLoss()
        : base(
            new LossFacts(
                "label-smoothing",
                "Cross-entropy with labels of which a share is spread over all classes.",
                "mean_N −(1 − ε)·ln q_label − (ε/C)·Σ_C ln q"
            )
            {
                Shapes = "student [N, C], labels [N]",
                Paper = "Szegedy et al. 2015, arXiv:1512.00567",
            }
        ) { }

    /// <summary>Share of the label's probability that is spread over all classes; at least 0, below 1.</summary>
    public double Smoothing
    {
        get => Get(s_smoothing);
        init => Values = Changed<double>(s_smoothing, value);
    }

    /// <inheritdoc/>
    public override bool NeedsLabels => true;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var smoothing = Smoothing;
        var labels = signals.RequireLabels(Name);
        var lnQ = signals.StudentLogits.LogSoftmax();
        return -((lnQ.AtLabel(labels) * (1 - smoothing)) + (lnQ.ReduceMean([1]) * smoothing)).MeanOverLabelled(labels);
    }
}
