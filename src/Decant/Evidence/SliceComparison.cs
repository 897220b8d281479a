using Decant.Runs;

namespace Decant.Evidence;

/// <summary>
/// The groups of a column next to each other. Intervals are over the test samples: Wilson's of an accuracy, Student's t of student −
/// teacher
/// over the samples of a group, Newcombe's of a gap. The largest of several gaps is large by chance too, so with k groups its z is that of
/// 1 − 0.05/(k(k − 1)/2) (Bonferroni).
/// </summary>
internal static class SliceComparison
{
    /// <summary>Compares the groups; null where nothing was distilled, or it is not known which answers are right.</summary>
    /// <param name="groups">The groups of the test samples.</param>
    /// <param name="arms">What was measured on them.</param>
    public static SliceResult? Of(SampleGroups groups, IReadOnlyList<ArmResult> arms)
    {
        if (Right(groups, arms, ArmNames.Distilled) is not { } student)
        {
            return null;
        }

        var (teacher, alone) = (Right(groups, arms, ArmNames.Teacher), Right(groups, arms, ArmNames.Scratch));
        var members = Members(groups).Where(group => group.Samples.Length > 0).ToArray();
        var judged = members.Where(group => group.Samples.Length >= GroupResult.FewestSamples).ToArray();
        return new SliceResult(
            groups.Column,
            [
                .. members.Select(group => new GroupResult(group.Name, group.Samples.Length)
                {
                    Teacher = Share(teacher, group.Samples),
                    Student = Share(student, group.Samples)!,
                    Alone = Share(alone, group.Samples),
                    Change = teacher is null ? null : Change(teacher, student, group.Samples),
                }),
            ]
        )
        {
            TeacherGap = Gap(teacher, judged),
            StudentGap = Gap(student, judged),
            GapChange =
                teacher is null || judged.Length < 2
                    ? null
                    : GapChange.Of([.. judged.Select(group => group.Samples.Select(n => (teacher[n], student[n])).ToArray())]),
        };
    }

    /// <summary>The gap of one network; null with fewer than two groups that can be judged, or where its answers are not known.</summary>
    /// <param name="groups">The groups of the test samples.</param>
    /// <param name="correct">Whether each of them is answered right.</param>
    public static GroupGap? Gap(SampleGroups groups, IReadOnlyList<bool> correct) =>
        correct.Count == groups.Places.Count
            ? Gap(
                [.. correct.Select(right => right ? 1.0 : 0)],
                [.. Members(groups).Where(group => group.Samples.Length >= GroupResult.FewestSamples)]
            )
            : null;

    private static IEnumerable<(string Name, int[] Samples)> Members(SampleGroups groups) =>
        groups.Names.Select(
            (name, place) => (name, (int[])[.. Enumerable.Range(0, groups.Places.Count).Where(n => groups.Places[n] == place)])
        );

    // How often each sample is answered right, over the seeds of an arm.
    private static double[]? Right(SampleGroups groups, IReadOnlyList<ArmResult> arms, string name)
    {
        var (seeds, count) = (arms.FirstOrDefault(arm => arm.Name == name)?.Seeds ?? [], groups.Places.Count);
        return count > 0 && seeds.Count > 0 && seeds.All(seed => seed.Test.Correct.Count == count)
            ? [.. Enumerable.Range(0, count).Select(n => seeds.Average(seed => seed.Test.Correct[n] ? 1.0 : 0))]
            : null;
    }

    private static Estimate? Share(double[]? right, int[] samples)
    {
        if (right is null)
        {
            return null;
        }

        var share = samples.Average(n => right[n]);
        var interval = ShareInterval.Of(share, samples.Length);
        return new(share, interval.Low, interval.High);
    }

    private static Estimate Change(double[] teacher, double[] student, int[] samples)
    {
        var statistics = new SeedStatistics([.. samples.Select(n => student[n] - teacher[n])]);
        return new(statistics.Mean, statistics.Interval?.Low, statistics.Interval?.High);
    }

    private static GroupGap? Gap(double[]? right, (string Name, int[] Samples)[] judged)
    {
        if (right is null || judged.Length < 2)
        {
            return null;
        }

        var shares = judged.Select(group => (group.Name, group.Samples.Length, Share: group.Samples.Average(n => right[n]))).ToArray();
        var (best, worst) = (shares.MaxBy(group => group.Share), shares.MinBy(group => group.Share));
        var pairs = judged.Length * (judged.Length - 1) / 2;
        var z = NormalDistribution.Quantile(1 - ((1 - SeedStatistics.Confidence) / 2 / pairs));
        var interval = ShareDifference.Of(best.Share, best.Length, worst.Share, worst.Length, z);
        return new(best.Name, worst.Name, new(best.Share - worst.Share, interval.Low, interval.High));
    }
}
