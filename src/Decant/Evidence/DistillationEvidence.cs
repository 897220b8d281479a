using Decant.ControlArms;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Evidence;

/// <summary>
/// What a run says about distillation, on the test split and in the run's main metric. Arms are paired by seed: both
/// start from the same weights and see the same order of samples, so that the difference holds less chance than either.
/// </summary>
internal sealed record DistillationEvidence
{
    private readonly double _margin;

    private DistillationEvidence(Run run, IReadOnlyList<SeedResult> distilled)
    {
        (Metric, LearnsFromTeacherAlone, _margin) = (run.Metric, run.LearnsFromTeacherAlone, run.Margin);
        Look = Math.Max(1, run.Looks.Count);
        var teacher = run.Arm(ArmNames.Teacher)?.Seeds;
        Distilled = Statistics(distilled);
        Teacher = teacher is null ? null : Statistics(teacher);
        Comparisons = ArmComparison.Of(
            [
                .. run
                    .Arms.Where(arm => ControlArmCatalogue.Find(arm.Name) is not null)
                    .Select(arm => Paired(distilled, arm))
                    .OfType<PairedArm>(),
            ],
            Look
        );
        if (Teacher is null)
        {
            return;
        }

        IsTeacherAtChance = ChanceLevel.IsAllOf(teacher![0].Test);
        Retention = IsTeacherAtChance ? null : Ratio(Distilled.Mean, Teacher.Mean);
        ParameterShare = Share(distilled[0].Model.Parameters, teacher[0].Model.Parameters);
        NextToTeacher = new TeacherComparison(
            new SeedStatistics([.. Distilled.Values.Select(value => Improvement(value, Teacher.Mean))]),
            MarginOf(Teacher.Mean)
        );
        if (Alone is { } alone)
        {
            Gap = Improvement(Teacher.Mean, alone.Control.Mean);
            RecoveredShare = Gap > 0 ? alone.Gain.Mean / Gap : null;
        }
    }

    /// <summary>Whether nothing but the teacher's answers is true, so that there is no student without a teacher.</summary>
    public bool LearnsFromTeacherAlone { get; }

    /// <summary>The measure that everything here is in.</summary>
    public MetricFacts Metric { get; }

    /// <summary>Which look at this study it is, from 1.</summary>
    public int Look { get; }

    /// <summary>The teacher; null when the run did not test it.</summary>
    public SeedStatistics? Teacher { get; }

    /// <summary>The distilled student.</summary>
    public SeedStatistics Distilled { get; }

    /// <summary>The distilled student next to every control arm that has its seeds, in the run's order.</summary>
    public IReadOnlyList<ArmComparison> Comparisons { get; }

    /// <summary>The comparison with the same student trained without a teacher; null when it was not.</summary>
    public ArmComparison? Alone => Comparisons.FirstOrDefault(comparison => comparison.Arm == ArmNames.Scratch);

    /// <summary>The distilled student next to its teacher; null when the run did not test the teacher.</summary>
    public TeacherComparison? NextToTeacher { get; }

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

    private PairedArm? Paired(IReadOnlyList<SeedResult> distilled, ArmResult arm)
    {
        var pairs = (
            from one in distilled
            from other in arm.Seeds
            where one.Seed == other.Seed
            select (Distilled: one, Control: other)
        ).ToArray();
        if (pairs.Length == 0)
        {
            return null;
        }

        var control = new SeedStatistics([.. pairs.Select(pair => Value(pair.Control))]);
        return new PairedArm(
            arm.Name,
            control,
            new SeedStatistics([.. pairs.Select(pair => Improvement(Value(pair.Distilled), Value(pair.Control)))]),
            MarginOf(control.Mean),
            Metric.Name == NamedValue.Accuracy
                ? PairedSamples.Of([.. pairs.Select(pair => (pair.Distilled.Test.Correct, pair.Control.Test.Correct))])
                : null
        );
    }

    // Of shares so many of them, 0.01 a point; of other numbers that share of what is compared with.
    private double MarginOf(double level) => Metric.Unit == MetricFacts.Fraction ? _margin : _margin * Math.Abs(level);

    private SeedStatistics Statistics(IReadOnlyList<SeedResult> seeds) => new([.. seeds.Select(Value)]);

    private double Value(SeedResult result) => result.Test.Metric(Metric.Name) ?? double.NaN;

    private double Improvement(double value, double over) => Metric.HigherIsBetter ? value - over : over - value;

    private double? Ratio(double student, double teacher)
    {
        var (part, whole) = Metric.HigherIsBetter ? (student, teacher) : (teacher, student);
        return whole == 0 ? null : part / whole;
    }
}
