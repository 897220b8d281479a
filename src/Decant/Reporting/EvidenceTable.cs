using System.Globalization;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The distilled student against each control arm, a row each. Terminal, HTML page and Markdown text show the same one.</summary>
internal static class EvidenceTable
{
    /// <summary>What the columns say, in the order of the cells.</summary>
    public static IReadOnlyList<string> Titles { get; } =
    ["distilled against", "difference", "interval", "effect", "p, corrected", "other test samples", "verdict"];

    /// <summary>All rows; empty where one comparison with one seed says no more than the verdict.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(DistillationEvidence? evidence) =>
        evidence is null || evidence.Comparisons.All(comparison => comparison.Interval is null) && evidence.Comparisons.Count < 2
            ? []
            : [.. evidence.Comparisons.Select(comparison => Row(evidence.Metric, comparison))];

    /// <summary>What the columns mean, as a sentence or two.</summary>
    public static string Legend(DistillationEvidence evidence) =>
        "Difference: mean of the paired seeds, above 0 where distillation is better. Effect: that in standard deviations of the pairs. "
        + $"p: corrected for {Quantity.Count(evidence.Comparisons.Count)} arm{(evidence.Comparisons.Count == 1 ? "" : "s")} (Holm)"
        + (
            evidence.Look > 1
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"; look {evidence.Look} at this run decides at {Looks.ErrorOf(evidence.Look):0.####}"
                )
                : ""
        )
        + ". Other test samples: where the difference lies in 95 of 100 redrawn test parts (bootstrap); it does not decide.";

    private static string[] Row(MetricFacts metric, ArmComparison comparison) =>
        [
            comparison.Arm,
            MetricText.Difference(metric, comparison.Gain.Mean),
            comparison.Interval is { } interval ? Range(metric, interval) : Quantity.None,
            comparison.Effect?.ToString("0.00", CultureInfo.InvariantCulture).Replace('-', '−') ?? Quantity.None,
            comparison.Corrected is { } chance ? ComparisonText.Chance(chance) : Quantity.None,
            comparison.Samples is { } samples ? Range(metric, samples.Bootstrap) : Quantity.None,
            comparison.SeedsNeeded is { } seeds
                ? $"{ComparisonText.Of(comparison.Outcome)} ({seeds.ToString(CultureInfo.InvariantCulture)} would do)"
                : ComparisonText.Of(comparison.Outcome),
        ];

    private static string Range(MetricFacts metric, Interval interval) =>
        $"{MetricText.Bare(metric, interval.Low)} to {MetricText.Bare(metric, interval.High)}";
}
