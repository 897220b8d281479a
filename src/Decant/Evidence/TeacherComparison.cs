namespace Decant.Evidence;

/// <summary>
/// The distilled student next to its teacher: t over the student's seeds, the teacher as it is. Equivalent where the 90 % interval lies
/// within
/// the margin: two one-sided tests at 5 % (Schuirmann 1987, Journal of Pharmacokinetics and Biopharmaceutics 15, 657).
/// </summary>
internal sealed record TeacherComparison
{
    /// <summary>Compares them.</summary>
    /// <param name="differences">Student over teacher per seed, positive where the student is better.</param>
    /// <param name="margin">The smallest difference that matters, in the metric's unit.</param>
    public TeacherComparison(SeedStatistics differences, double margin)
    {
        (Differences, Margin) = (differences, margin);
        Interval = differences.IntervalAt(ArmComparison.EquivalenceConfidence);
        Standing =
            Interval is not { } inner ? TeacherStanding.Open
            : inner.Low > -margin && inner.High < margin ? TeacherStanding.Equivalent
            : differences.Interval!.Low > 0 ? TeacherStanding.Better
            : differences.Interval.High < 0 ? TeacherStanding.Worse
            : TeacherStanding.Open;
    }

    /// <summary>Student over teacher per seed.</summary>
    public SeedStatistics Differences { get; }

    /// <summary>The smallest difference that matters.</summary>
    public double Margin { get; }

    /// <summary>The 90 % interval of the difference; null for one seed.</summary>
    public Interval? Interval { get; }

    /// <summary>What may be said.</summary>
    public TeacherStanding Standing { get; }
}
