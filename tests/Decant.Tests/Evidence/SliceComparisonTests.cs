using Decant.Engine.Randomness;
using Decant.Evidence;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Evidence;

public sealed class SliceComparisonTests
{
    [Fact]
    public void Groups_have_their_accuracies_and_changes_and_students_the_mean_over_their_seeds()
    {
        // 40 of a, of which the teacher has 30 right, the students 20 and 28; 60 of b: 45, 54 and 48.
        var slice = SliceComparison.Of(
            Groups(40, 60),
            Arms(Answers((30, 40), (45, 60)), Answers((20, 40), (54, 60)), Answers((28, 40), (48, 60)))
        )!;

        var (a, b) = (slice.Groups[0], slice.Groups[1]);
        Assert.Equal(("a", 40, "b", 60), (a.Name, a.Samples, b.Name, b.Samples));
        Assert.Equal((0.75, 0.6, 0.75, 0.85), (a.Teacher!.Value, a.Student.Value, b.Teacher!.Value, b.Student.Value), Close);
        Assert.Equal((-0.15, 0.1), (a.Change!.Value, b.Change!.Value), CloseTwo);
        var wilson = ShareInterval.Of(30, 40);
        Assert.Equal((wilson.Low, wilson.High), (a.Teacher.Low!.Value, a.Teacher.High!.Value), CloseTwo);
        Assert.Equal(("b", "a"), (slice.StudentGap!.Best, slice.StudentGap.Worst));
        Assert.Equal((0.25, 0), (slice.StudentGap.Size.Value, slice.TeacherGap!.Size.Value), CloseTwo);
        Assert.Equal(0.25, slice.GapChange!.Value, 1e-12);
    }

    // By hand: of 40 samples 20 change by 0, 8 by −1/2 and 12 by 1/2; mean 1/20, s² = (20·0.05² + 8·0.55² + 12·0.45²)/39, t(39) = 2.022691.
    [Fact]
    public void The_interval_of_a_change_is_that_of_Student_over_the_samples_of_the_group()
    {
        bool[] teacher = [.. Enumerable.Range(0, 40).Select(n => n < 20)],
            first = [.. Enumerable.Range(0, 40).Select(n => n is < 12 or (>= 20 and < 32))];
        var change = SliceComparison.Of(Groups(40), Arms(teacher, first, teacher))!.Groups[0].Change!;

        var half = 2.022691 * Math.Sqrt((20 * 0.05 * 0.05 + 8 * 0.55 * 0.55 + 12 * 0.45 * 0.45) / 39 / 40);
        Assert.Equal(0.05, change.Value, 1e-12);
        Assert.Equal((0.05 - half, 0.05 + half), (change.Low!.Value, change.High!.Value), CloseTwo);
    }

    [Fact]
    public void A_small_group_is_shown_and_decides_nothing()
    {
        var slice = SliceComparison.Of(
            Groups(100, 100, 29),
            Arms(Answers((90, 100), (88, 100), (0, 29)), Answers((90, 100), (88, 100), (0, 29)))
        )!;

        Assert.False(slice.Groups[2].IsJudged);
        Assert.Equal(0, slice.Groups[2].Student.Value);
        Assert.Equal(("a", "b"), (slice.StudentGap!.Best, slice.StudentGap.Worst));
        Assert.Equal(0.02, slice.StudentGap.Size.Value, 1e-12);
    }

    [Fact]
    public void Without_two_groups_that_can_be_judged_there_is_no_gap()
    {
        var slice = SliceComparison.Of(Groups(100, 29), Arms(Answers((90, 100), (0, 29)), Answers((90, 100), (0, 29))))!;

        Assert.Null(slice.StudentGap);
        Assert.Null(slice.GapChange);
        Assert.Equal("group: fewer than two groups have 30 test samples, so there is no gap to judge.", SliceText.Of(slice));
        Assert.Null(SliceText.Warning(slice));
    }

    [Fact]
    public void A_student_that_loses_one_group_alone_is_warned_of()
    {
        var slice = SliceComparison.Of(Groups(200, 200), Arms(Answers((180, 200), (180, 200)), Answers((180, 200), (120, 200))))!;

        Assert.True(slice.IsWidened);
        Assert.StartsWith(
            "group: the student is right on 90.0 % of a and 60.0 % of b, a gap of 30.0 points (95 % interval ",
            SliceText.Of(slice)
        );
        Assert.Contains("The teacher's gap is 0.0 points", SliceText.Of(slice));
        Assert.Contains("the student widened it by 30.0 points (95 % interval ", SliceText.Of(slice));
        Assert.StartsWith("the student treats the groups of group less alike", SliceText.Warning(slice));
    }

    [Fact]
    public void A_student_that_answers_as_its_teacher_changes_no_gap()
    {
        var answers = Answers((190, 200), (140, 200));
        var slice = SliceComparison.Of(Groups(200, 200), Arms(answers, answers))!;

        Assert.Equal(new Estimate(0, 0, 0), slice.GapChange);
        Assert.False(slice.IsWidened);
        Assert.True(slice.StudentGap!.IsClear);
    }

    // A draw of a group is one of its samples with both answers: of one group all right the change is that of the other alone, whose mean
    // over
    // redrawn parts is normal with s/√n.
    [Fact]
    public void The_interval_of_a_changed_gap_is_about_that_of_a_normal_number()
    {
        (double, double)[] sure = [.. Enumerable.Repeat((1.0, 1.0), 400)],
            lost = [.. Enumerable.Range(0, 400).Select(n => (n < 300 ? 1.0 : 0, n < 240 ? 1.0 : 0))];
        var change = GapChange.Of([sure, lost]);

        var half = 1.96 * Math.Sqrt(0.15 * 0.85 / 400);
        Assert.Equal(0.15, change.Value, 1e-12);
        Assert.Equal(0.15 - half, change.Low!.Value, 0.006);
        Assert.Equal(0.15 + half, change.High!.Value, 0.006);
    }

    [Fact]
    public void Fair_students_are_accused_in_at_most_one_study_of_twenty_and_unfair_ones_are_found()
    {
        const int studies = 200;
        var (accused, apart, found) = (0, 0, 0);
        for (var study = 0; study < studies; study++)
        {
            var random = new RandomStream((ulong)study, "studies");
            var teacher = Drawn(random, 0.85, 0.85, 0.85);
            var fair = SliceComparison.Of(Groups(60, 100, 200), Arms(teacher, Drawn(random, 0.85, 0.85, 0.85)))!;
            accused += fair.IsWidened ? 1 : 0;
            apart += fair.StudentGap!.IsClear ? 1 : 0;
            found += SliceComparison.Of(Groups(60, 100, 200), Arms(teacher, Drawn(random, 0.85, 0.55, 0.85)))!.IsWidened ? 1 : 0;
        }

        Assert.InRange(accused, 0, studies / 20);
        Assert.InRange(apart, 0, studies / 20);
        Assert.InRange(found, studies * 8 / 10, studies);
    }

    private static bool[] Drawn(RandomStream random, params double[] shares) =>
        [
            .. new[] { 60, 100, 200 }
                .Zip(shares)
                .SelectMany(group => Enumerable.Range(0, group.First).Select(_ => random.NextDouble() < group.Second)),
        ];

    private static SampleGroups Groups(params int[] counts) =>
        new(
            "group",
            [.. counts.Select((_, place) => $"{(char)('a' + place)}")],
            [.. counts.SelectMany((count, place) => Enumerable.Repeat(place, count))]
        );

    private static bool[] Answers(params (int Right, int Of)[] groups) =>
        [.. groups.SelectMany(group => Enumerable.Range(0, group.Of).Select(n => n < group.Right))];

    private static ArmResult[] Arms(bool[] teacher, params bool[][] students)
    {
        var arms = SampleRun.WithAccuracies([0.9], [.. students.Select(_ => 0.9)], []).Arms;
        return [With(arms[0], teacher), With(arms[1], students)];
    }

    private static ArmResult With(ArmResult arm, params bool[][] correct) =>
        arm with
        {
            Seeds = [.. arm.Seeds.Zip(correct, (seed, right) => seed with { Test = seed.Test with { Correct = right } })],
        };

    private static bool Close((double, double, double, double) one, (double, double, double, double) other) =>
        CloseTwo((one.Item1, one.Item2), (other.Item1, other.Item2)) && CloseTwo((one.Item3, one.Item4), (other.Item3, other.Item4));

    private static bool CloseTwo((double, double) one, (double, double) other) =>
        Math.Abs(one.Item1 - other.Item1) < 1e-6 && Math.Abs(one.Item2 - other.Item2) < 1e-6;
}
