using Decant.Evidence;

namespace Decant.Tests.Evidence;

public class TeacherComparisonTests
{
    // n = 3: 90 % interval mean ± 2.920·s/√3, 95 % interval mean ± 4.303·s/√3 (NIST/SEMATECH tables), here of s = 0.002: ±0.00337,
    // ±0.00497.
    [Theory]
    [InlineData(0.000, "Equivalent")]
    [InlineData(-0.0066, "Equivalent")]
    [InlineData(-0.0067, "Worse")]
    [InlineData(0.0067, "Better")]
    public void The_margin_decides_what_is_as_good(double mean, string standing) =>
        Assert.Equal(standing, $"{new TeacherComparison(new SeedStatistics([mean - 0.002, mean, mean + 0.002]), 0.01).Standing}");

    [Fact]
    public void Where_the_interval_holds_zero_and_the_margin_nothing_is_said() =>
        Assert.Equal(TeacherStanding.Open, new TeacherComparison(new SeedStatistics([-0.02, 0, 0.02]), 0.01).Standing);

    [Fact]
    public void One_seed_says_nothing() =>
        Assert.Equal(TeacherStanding.Open, new TeacherComparison(new SeedStatistics([0]), 0.01).Standing);

    [Fact]
    public void The_interval_is_that_of_two_one_sided_tests()
    {
        var interval = new TeacherComparison(new SeedStatistics([-0.002, 0, 0.002]), 0.01).Interval!;

        Assert.Equal(2.920 * 0.002 / Math.Sqrt(3), interval.High, 1e-6);
    }
}
