using Decant.Data;
using Decant.Runs;

namespace Decant.Tasks;

/// <summary>Real numbers are known of each sample; the head answers with one number for each, standardised, and the file in their own units.</summary>
public sealed class Regression : TargetTask
{
    internal Regression(SampleForm form)
        : base(form, TaskKind.Regression, TargetKind.Regression)
    {
    }

    /// <inheritdoc/>
    public override MetricFacts MainMetric => MetricFacts.MeanAbsoluteError;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [MetricFacts.MeanAbsoluteError, MetricFacts.RootMeanSquaredError];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "regression";

    private protected override string What => "a set of numbers";

    private protected override string? Problem(float number) => float.IsFinite(number) ? null : "a finite number";
}
