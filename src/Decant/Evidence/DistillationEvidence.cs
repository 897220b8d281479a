using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Evidence;

/// <summary>
/// What a run says about distillation, on the test split and in the run's main metric. Arms are paired by seed: both
/// start from the same weights and see the same order of samples, so that the difference holds less chance than either.
/// </summary>
internal sealed record DistillationEvidence
{
    private DistillationEvidence(Run run, IReadOnlyList<SeedResult> distilled)
    {
        Metric = run.Metric;
        var teacher = run.Arm(ArmNames.Teacher)?.Seeds;
        var scratch = run.Arm(ArmNames.Scratch)?.Seeds;
        Distilled = Statistics(distilled);
        Teacher = teacher is null ? null : Statistics(teacher);
        Scratch = scratch is null ? null : Statistics(scratch);

        var pairs = Pairs(distilled, scratch ?? []);
        if (pairs.Count > 0)
        {
            Gain = new SeedStatistics([.. pairs.Select(pair => Improvement(pair.Distilled, pair.Scratch))]);
            Samples =
                Metric.Name == NamedValue.Accuracy
                    ? PairedSamples.Of([
                        .. Paired(distilled, scratch!).Select(pair => (pair.Distilled.Test.Correct, pair.Scratch.Test.Correct)),
                    ])
                    : null;
        }

        if (Teacher is not null)
        {
            IsTeacherAtChance = ChanceLevel.IsAllOf(teacher![0].Test);
            Retention = IsTeacherAtChance ? null : Ratio(Distilled.Mean, Teacher.Mean);
            ParameterShare = Share(distilled[0].Model.Parameters, teacher[0].Model.Parameters);
            if (Gain is not null)
            {
                Gap = Improvement(Teacher.Mean, pairs.Average(pair => pair.Scratch));
                RecoveredShare = Gap > 0 ? Gain.Mean / Gap : null;
            }
        }
    }

    /// <summary>The measure that everything here is in.</summary>
    public MetricFacts Metric { get; }

    /// <summary>The teacher; null when the run did not test it.</summary>
    public SeedStatistics? Teacher { get; }

    /// <summary>The distilled student.</summary>
    public SeedStatistics Distilled { get; }

    /// <summary>The same student trained without a teacher; null when it was not.</summary>
    public SeedStatistics? Scratch { get; }

    /// <summary>
    /// How much better the distilled student is than the one trained alone, per paired seed, in the metric's unit and
    /// positive when distillation helped: distilled − scratch, or scratch − distilled where lower is better. Null without pairs.
    /// </summary>
    public SeedStatistics? Gain { get; }

    /// <summary>The two students, sample by sample; null where the run is not judged by accuracy, or does not know it.</summary>
    public PairedSamples? Samples { get; }

    /// <summary>
    /// Whether the teacher is no better than always answering the most frequent class, or the mean: there is nothing to keep of it.
    /// </summary>
    public bool IsTeacherAtChance { get; }

    /// <summary>How much better the teacher is than the student trained alone, in the metric's unit; null when either is missing.</summary>
    public double? Gap { get; }

    /// <summary>
    /// (distilled − scratch) / (teacher − scratch): 0 when distillation added nothing, 1 when the student reached its
    /// teacher. Null when something is missing, or when the student alone is as good as the teacher.
    /// </summary>
    public double? RecoveredShare { get; }

    /// <summary>
    /// distilled / teacher, or teacher / distilled where lower is better: 1 when nothing was lost. Null without a teacher, and with one
    /// that knows nothing.
    /// </summary>
    public double? Retention { get; }

    /// <summary>The student's parameters as a share of the teacher's; null without a teacher.</summary>
    public double? ParameterShare { get; }

    /// <summary>Reads the evidence out of a run; null when the run did not distil, or its task lacks the metric.</summary>
    public static DistillationEvidence? Of(Run run)
    {
        var distilled = run.Arm(ArmNames.Distilled)?.Seeds;
        return distilled is [var first, ..] && first.Test.Metric(run.Metric.Name) is not null
            ? new DistillationEvidence(run, distilled)
            : null;
    }

    private static double? Share(long part, long whole) => whole > 0 ? (double)part / whole : null;

    private SeedStatistics Statistics(IReadOnlyList<SeedResult> seeds) => new([.. seeds.Select(Value)]);

    private double Value(SeedResult result) => result.Test.Metric(Metric.Name) ?? double.NaN;

    private double Improvement(double value, double over) => Metric.HigherIsBetter ? value - over : over - value;

    private double? Ratio(double student, double teacher)
    {
        var (part, whole) = Metric.HigherIsBetter ? (student, teacher) : (teacher, student);
        return whole == 0 ? null : part / whole;
    }

    private List<(double Distilled, double Scratch)> Pairs(IReadOnlyList<SeedResult> distilled, IReadOnlyList<SeedResult> scratch) =>
        [.. Paired(distilled, scratch).Select(pair => (Value(pair.Distilled), Value(pair.Scratch)))];

    private static IEnumerable<(SeedResult Distilled, SeedResult Scratch)> Paired(
        IReadOnlyList<SeedResult> distilled,
        IReadOnlyList<SeedResult> scratch
    ) => from one in distilled from other in scratch where one.Seed == other.Seed select (one, other);
}
