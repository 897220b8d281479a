using Decant.Evidence;

namespace Decant.Tests.Evidence;

public class ArmComparisonTests
{
    // Student 1908, sleep data; R's t.test(extra ~ group, paired = TRUE): t = 4.0621, df = 9, p-value = 0.002833.
    private static readonly SeedStatistics s_sleep = new([1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4]);

    [Fact]
    public void One_arm_has_the_p_and_the_interval_of_the_published_example()
    {
        var comparison = Assert.Single(ArmComparison.Of([Arm(s_sleep)], look: 1));

        Assert.Equal(0.002833, comparison.Chance!.Value, 6);
        Assert.Equal(comparison.Chance, comparison.Corrected);
        Assert.Equal(0.7001142, comparison.Interval!.Low, 6);
        // mean 1.58, deviation 1.229995
        Assert.Equal(1.58 / 1.229995, comparison.Effect!.Value, 5);
        Assert.Equal(Outcome.Helped, comparison.Outcome);
    }

    [Fact]
    public void A_later_look_asks_for_more()
    {
        // Mean 1, deviation 1, n = 6: t = 2.449, p = 0.058; n = 7 with the same: t = 2.646, p = 0.038 (table: 2.571 and 2.447 at 0.05).
        var gain = Like(mean: 1, deviation: 1, count: 7);

        Assert.Equal(Outcome.Helped, Assert.Single(ArmComparison.Of([Arm(gain)], look: 1)).Outcome);
        var second = Assert.Single(ArmComparison.Of([Arm(gain)], look: 2));
        Assert.Equal(Outcome.NotEnoughSeeds, second.Outcome);
        Assert.Equal(0.975, second.Confidence, 12);
        Assert.True(second.Interval!.Low < 0);
    }

    [Fact]
    public void Of_several_arms_p_is_corrected_and_the_whole_is_the_worst_of_them()
    {
        var comparisons = ArmComparison.Of([Arm(s_sleep), Arm(Like(1, 1, 7)), Arm(Like(-1, 0.1, 7))], look: 1);

        Assert.Equal(2 * comparisons[0].Chance!.Value, comparisons[0].Corrected!.Value, 12);
        Assert.Equal([Outcome.Helped, Outcome.Helped, Outcome.Hurt], comparisons.Select(comparison => comparison.Outcome));
        Assert.Equal(Outcome.Hurt, ArmComparison.Whole(comparisons));
        Assert.Equal(Outcome.Helped, ArmComparison.Whole([.. comparisons.Take(2)]));
        Assert.Equal(Outcome.NoControl, ArmComparison.Whole([]));
    }

    // 90 % interval of n = 3: mean ± 2.920·s/√3.
    [Theory]
    [InlineData(0.001, 0.004, Outcome.NoDifference)]
    [InlineData(0.004, 0.004, Outcome.NotEnoughSeeds)]
    [InlineData(0.000, 0.02, Outcome.NotEnoughSeeds)]
    public void No_difference_is_said_where_the_interval_lies_within_the_margin(double mean, double deviation, Outcome expected) =>
        Assert.Equal(expected, Assert.Single(ArmComparison.Of([Arm(Like(mean, deviation, 3))], look: 1)).Outcome);

    [Fact]
    public void Too_few_seeds_come_with_how_many_would_do()
    {
        var comparison = Assert.Single(ArmComparison.Of([Arm(Like(0.01, 0.02, 3))], look: 1));

        // d = 0.01/0.02 = 0.5 at the error of the second look, 0.025: more than the 34 seeds that 0.05 asks for (G*Power).
        Assert.InRange(comparison.SeedsNeeded!.Value, 35, 45);
        Assert.True(PairedPower.Of(0.5, comparison.SeedsNeeded.Value, 0.025) >= 0.8);
        Assert.True(PairedPower.Of(0.5, comparison.SeedsNeeded.Value - 1, 0.025) < 0.8);
    }

    [Fact]
    public void Differences_that_are_all_the_same_are_no_division_by_zero()
    {
        Assert.Equal(Outcome.NoDifference, Assert.Single(ArmComparison.Of([Arm(new SeedStatistics([0, 0, 0]))], 1)).Outcome);
        Assert.Equal(Outcome.Helped, Assert.Single(ArmComparison.Of([Arm(new SeedStatistics([0.02, 0.02, 0.02]))], 1)).Outcome);
    }

    private static PairedArm Arm(SeedStatistics gain) => new("scratch", new SeedStatistics([0.9]), gain, Margin: 0.01);

    // Values of exactly that mean and deviation.
    private static SeedStatistics Like(double mean, double deviation, int count)
    {
        var raw = new SeedStatistics([.. Enumerable.Range(0, count).Select(k => (double)k)]);
        return new([.. raw.Values.Select(value => mean + ((value - raw.Mean) / raw.StandardDeviation!.Value * deviation))]);
    }
}
