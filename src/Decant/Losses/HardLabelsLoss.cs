using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// mean over N of −ln softmax(student)_label, always at temperature 1, in nats per sample. Samples without a label (−1) are left out of the mean.
/// </summary>
public sealed record HardLabelsLoss : DistillationLoss
{
    /// <summary>The loss <c>hard-labels</c>.</summary>
    public HardLabelsLoss()
        : base(
            new LossFacts("hard-labels", "Cross-entropy with the labels, at temperature 1.", "mean_N −ln softmax(student)_label") { Weight = 0.1, Shapes = "student [N, C], labels [N]" },
            OptionSet.Empty)
    {
    }

    /// <inheritdoc/>
    public override bool NeedsLabels => true;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals, OptionValues options)
    {
        var labels = signals.RequireLabels(Name);
        var lnQ = signals.StudentLogits.LogSoftmax();
        return -lnQ.AtLabel(labels).MeanOverLabelled(labels);
    }
}
