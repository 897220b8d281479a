using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>
/// 1 − mean over the classes c that occur of 2·Σ p_c·y_c / (Σ p_c² + Σ y_c²), the sums over all samples of a batch (of pixels: over all
/// pixels), p = softmax(student), y_c = 1 where the label is c, else 0. A rare class weighs as much as a frequent one, so it suits a metric
/// that is a mean over classes. No unit, 0 to 1. Samples and pixels without a label (−1) are left out. Milletari, Navab, Ahmadi 2016,
/// "V-Net", arXiv:1606.04797, section 3, with a mean over classes instead of one foreground.
/// </summary>
public sealed record DiceLoss : DistillationLoss
{
    /// <summary>The loss <c>dice</c>.</summary>
    public DiceLoss()
        : base(
            new LossFacts(
                "dice",
                "Overlap of answers and labels, class by class, the rare as heavy as the frequent.",
                "1 − mean_C 2·Σ_N p·y / (Σ_N p² + Σ_N y²)"
            )
            {
                Unit = "share",
                Shapes = "student [N, C], labels [N]; of pixels student [N, C, H, W], labels [N, H, W]",
                Paper = "Milletari, Navab, Ahmadi 2016, arXiv:1606.04797",
            }
        ) { }

    /// <inheritdoc/>
    public override bool NeedsLabels => true;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var (logits, labels) = (signals.StudentLogits, signals.RequireLabels(Name));
        var isLabelled = labels.IsAtLeast(labels.Constant(0)).Cast(logits.Type).Unsqueeze(1);
        var p = logits.Softmax() * isLabelled;
        var y = labels.IsLabel(logits.Shape[^1].Size).Cast(logits.Type);

        // A class that does not occur has no overlap to lose; 1 keeps its quotient finite.
        var (seen, one) = (y.ReduceSum([0]), logits.Constant(1));
        var dice = (p * y).ReduceSum([0]) * 2 / ((p * p).ReduceSum([0]) + seen.Max(one));
        var occurs = seen.Min(one);
        return ((one - dice) * occurs).ReduceSum() / occurs.ReduceSum().Max(one);
    }
}
