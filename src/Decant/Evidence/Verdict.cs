using System.Globalization;
using Decant.Runs;

namespace Decant.Evidence;

/// <summary>The answer in plain words: did distillation help, and what does the student keep of its teacher.</summary>
public sealed record Verdict
{
    private Verdict(DistillationEvidence evidence)
    {
        Outcome = OutcomeOf(evidence);
        var metric = evidence.Metric;
        Gained =
            Outcome == Outcome.NoControl
                ? $"The distilled student reaches {MetricText.Level(metric, evidence.Distilled.Mean)} "
                    + $"{MetricText.Words(metric.Name)}. Whether distillation helped is not known: "
                    + "the same student was not trained without a teacher (compare.arms: [scratch])."
                : Comparison(metric, evidence, Outcome);
        Kept = evidence.IsTeacherAtChance
            ? $"The teacher is no better than guessing ({MetricText.Level(metric, evidence.Teacher!.Mean)} "
                + $"{MetricText.Words(metric.Name)}), so there was nothing to hand over: "
                + "train it longer, or check its file, the order of its classes and its preprocessing."
            : KeptSentence(evidence);
        Gap = evidence.IsTeacherAtChance ? null : GapSentence(evidence);
    }

    /// <summary>What the paired seeds allow one to say.</summary>
    public Outcome Outcome { get; }

    /// <summary>What distillation added, with its interval.</summary>
    public string Gained { get; }

    /// <summary>What the student keeps of the teacher, and at what size; null when the teacher was not tested.</summary>
    public string? Kept { get; }

    /// <summary>How much of the gap between the student alone and the teacher was closed; null when one of them is missing.</summary>
    public string? Gap { get; }

    /// <summary>All sentences.</summary>
    public string Text => string.Join(' ', new[] { Gained, Kept, Gap }.OfType<string>());

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads the verdict out of the evidence.</summary>
    internal static Verdict Of(DistillationEvidence evidence) => new(evidence);

    // A difference that a few samples more or less would turn round is none, however many seeds agree on these samples.
    private static Outcome OutcomeOf(DistillationEvidence evidence) =>
        evidence.Gain switch
        {
            null => Outcome.NoControl,
            { Mean: not 0, Interval: null }
            or { Interval.Low: > 0 }
            or { Interval.High: < 0 } when evidence.Samples is { IsClear: false } => Outcome.TooFewSamples,
            { Interval: null } => Outcome.OneSeed,
            { Interval.Low: > 0 } => Outcome.Helped,
            { Interval.High: < 0 } => Outcome.Hurt,
            _ => Outcome.Unclear,
        };

    private static string Comparison(MetricFacts metric, DistillationEvidence evidence, Outcome outcome)
    {
        var gain = evidence.Gain!;
        // What rounds to nothing is called nothing.
        var unchanged = MetricText.Bare(metric, Math.Abs(gain.Mean)) == MetricText.Bare(metric, 0);
        var verb =
            unchanged ? "did not change"
            : gain.Mean > 0 ? "improved"
            : "worsened";
        var by = unchanged ? "" : $" by {MetricText.Difference(metric, Math.Abs(gain.Mean))}";
        var change = $"Distillation {verb} {MetricText.Words(metric.Name)}{by} against the same student trained without a teacher";
        if (outcome == Outcome.TooFewSamples)
        {
            return $"{change}, but that is {Few(evidence.Samples!, gain.Values.Count)}: not enough samples to tell. Give "
                + $"more test samples (data.test), or more data.";
        }

        if (gain.Interval is not { } interval)
        {
            return $"{change}. One seed: no interval, so chance is not ruled out; run with compare.seeds: 3.";
        }

        // A loss is stated in its own direction, and so is its interval.
        var (low, high) = gain.Mean < 0 ? (-interval.High, -interval.Low) : (interval.Low, interval.High);
        var range = $"{MetricText.Bare(metric, low)} to {MetricText.Bare(metric, high)}";
        var seeds = $"mean of {gain.Values.Count} paired seeds, 95 % interval {range}";
        return outcome == Outcome.Unclear
            ? $"{change} ({seeds}), but the interval contains zero: chance explains it as well. More seeds would tell."
            : $"{change} ({seeds}).";
    }

    private static string Few(PairedSamples samples, int seeds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{samples.OnlyDistilled} against {samples.OnlyScratch} of {samples.Count:N0} test samples that only "
                + $"one of the two gets right{(seeds > 1 ? $", over {seeds} seeds" : "")}, which chance explains"
        )
        + (
            samples.Chance is { } chance
                ? string.Create(CultureInfo.InvariantCulture, $" (exact test of McNemar, p = {chance:0.00})")
                : string.Create(
                        CultureInfo.InvariantCulture,
                        $" (95 % interval over the samples {100 * samples.Interval!.Low:0.00} to {100 * samples.Interval.High:0.00} points)"
                    )
                    .Replace('-', '−')
        );

    private static string? KeptSentence(DistillationEvidence evidence)
    {
        if (evidence is not { Retention: { } retention, Teacher: { } teacher })
        {
            return null;
        }

        var (metric, words) = (evidence.Metric, MetricText.Words(evidence.Metric.Name));
        var levels = $"{MetricText.Level(metric, evidence.Distilled.Mean)} against {MetricText.Level(metric, teacher.Mean)}";
        if (metric.HigherIsBetter || retention <= 0)
        {
            var size = evidence.ParameterShare is { } share
                ? share > 1
                    ? $", and has {Factor(share)} times its parameters"
                    : $" with {Percent(share)} of its parameters"
                : "";
            return $"The student keeps {Percent(retention)} of the teacher's {words}{size} ({levels}).";
        }

        // An error is not kept, it is compared.
        var part = evidence.ParameterShare is { } parameters
            ? parameters > 1
                ? $", with {Factor(parameters)} times its parameters"
                : $", with {Percent(parameters)} of its parameters"
            : "";
        return $"The student's {words} is {Factor(1 / retention)} times the teacher's ({levels}){part}.";
    }

    private static string? GapSentence(DistillationEvidence evidence) =>
        evidence switch
        {
            { Gap: null } => null,
            { Gap: <= 0 } => "The student trained alone is already as good as the teacher: there was no gap to close, a better "
                + "teacher or a smaller student would show one.",
            { RecoveredShare: <= 0 } => "It closed none of the gap between the student alone and the teacher.",
            { RecoveredShare: > 1 } => "The student overtook its teacher.",
            { RecoveredShare: { } share } => $"Distillation closed {Percent(share)} of the gap between the student alone and the teacher.",
            _ => null,
        };

    private static string Factor(double factor) => factor.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
