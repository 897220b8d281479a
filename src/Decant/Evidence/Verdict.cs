using System.Globalization;

namespace Decant.Evidence;

/// <summary>The answer in plain words: did distillation help, and what does the student keep of its teacher.</summary>
public sealed record Verdict
{
    private Verdict(DistillationEvidence evidence)
    {
        Outcome = ArmComparison.Whole(evidence.Comparisons);
        var metric = evidence.Metric;
        Gained = evidence.Comparisons is [var main, ..]
            ? ComparisonText.Of(metric, evidence.Alone ?? main)
            : $"The distilled student reaches {MetricText.Level(metric, evidence.Distilled.Mean)} "
                + $"{MetricText.Words(metric.Name)}. "
                + (
                    evidence.LearnsFromTeacherAlone
                        ? "Nothing but the teacher's answers is true here, so there is no student without a teacher to compare with."
                        : "Whether distillation helped is not known: the same student was not trained without a teacher "
                            + "(compare.arms: [scratch])."
                );
        Others =
            evidence.Comparisons.Count < 2
                ? null
                : string.Join(
                    ' ',
                    evidence
                        .Comparisons.Where(comparison => comparison != (evidence.Alone ?? evidence.Comparisons[0]))
                        .Select(comparison => ComparisonText.Short(metric, comparison))
                        .Append(Whole(Outcome, evidence.Comparisons))
                );
        Kept = evidence.IsTeacherAtChance
            ? $"The teacher is no better than guessing ({MetricText.Level(metric, evidence.Teacher!.Mean)} "
                + $"{MetricText.Words(metric.Name)}), so there was nothing to hand over: "
                + "train it longer, or check its file, the order of its classes and its preprocessing."
            : KeptSentence(evidence);
        Gap = evidence.IsTeacherAtChance ? null : GapSentence(evidence);
        Standing = evidence.IsTeacherAtChance || evidence.NextToTeacher is not { } teacher ? null : ComparisonText.Of(metric, teacher);
    }

    /// <summary>
    /// What the paired seeds allow one to say, of all control arms together: helped only where every one of them is beaten.
    /// </summary>
    public Outcome Outcome { get; }

    /// <summary>What distillation added, with its interval.</summary>
    public string Gained { get; }

    /// <summary>How the student compares with further control arms, and what follows of all; null where there is one at most.</summary>
    public string? Others { get; }

    /// <summary>What the student keeps of the teacher, and at what size; null when the teacher was not tested.</summary>
    public string? Kept { get; }

    /// <summary>
    /// Whether the student is better or worse than its teacher, or as good within the margin; null where seeds do not tell.
    /// </summary>
    public string? Standing { get; }

    /// <summary>How much of the gap between the student alone and the teacher was closed; null when one of them is missing.</summary>
    public string? Gap { get; }

    /// <summary>All sentences.</summary>
    public string Text => string.Join(' ', Sentences);

    /// <summary>The same one by one.</summary>
    internal IEnumerable<string> Sentences => new[] { Gained, Others, Kept, Standing, Gap }.OfType<string>();

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads the verdict out of the evidence.</summary>
    internal static Verdict Of(DistillationEvidence evidence) => new(evidence);

    private static string Whole(Outcome outcome, IReadOnlyList<ArmComparison> comparisons)
    {
        var deciding = string.Join(
            ", ",
            comparisons.Where(comparison => comparison.Outcome == outcome).Select(comparison => comparison.Arm)
        );
        return outcome switch
        {
            Outcome.Helped => "It beats every arm: distillation helped.",
            Outcome.Hurt => $"As a whole distillation did harm: {deciding} did better.",
            Outcome.NoDifference => $"As a whole distillation made no difference that matters: {deciding} did as well.",
            Outcome.TooFewSamples => $"As a whole the test samples are too few to tell ({deciding}).",
            _ => $"As a whole the seeds are too few to tell ({deciding}).",
        };
    }

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
