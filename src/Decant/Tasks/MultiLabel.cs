using Decant.Data;
using Decant.Runs;

namespace Decant.Tasks;

/// <summary>Any number of labels may be true of a sample; the head answers with one logit per label.</summary>
public sealed class MultiLabel : TargetTask
{
    internal MultiLabel(SampleForm form)
        : base(form, TaskKind.MultiLabel, TargetKind.MultiLabel)
    {
    }

    /// <summary>Macro F1: a rare label weighs as much as a frequent one, and a student that no longer knows the rare ones is not excused by the others.</summary>
    public override MetricFacts MainMetric => MetricFacts.MacroF1;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [MetricFacts.MacroF1, MetricFacts.MicroF1, MetricFacts.BinaryCrossEntropy];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "multi-label";

    private protected override string What => "a set of labels";

    private protected override string? Problem(float number) => number is 0 or 1 ? null : "0 or 1";
}
