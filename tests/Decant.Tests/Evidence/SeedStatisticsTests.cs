using Decant.Evidence;

namespace Decant.Tests.Evidence;

public class SeedStatisticsTests
{
    [Fact]
    public void Mean_deviation_and_interval_are_those_of_a_calculation_by_hand()
    {
        // Mean 5; Σ(x − 5)² = 1 + 0 + 1 = 2, s² = 2/2; half width 4.302653 · 1/√3
        var statistics = new SeedStatistics([4, 5, 6]);

        Assert.Equal(5, statistics.Mean, 12);
        Assert.Equal(1, statistics.StandardDeviation!.Value, 12);
        Assert.Equal(5 - 2.484138, statistics.Interval!.Low, 5);
        Assert.Equal(5 + 2.484138, statistics.Interval!.High, 5);
    }

    [Fact]
    public void Fishers_sleep_data_give_the_published_interval()
    {
        // Student 1908, extra hours of sleep, drug 2 minus drug 1; R's t.test(extra ~ group, paired) gives 0.7001142 to 2.4598858.
        var statistics = new SeedStatistics([1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4]);

        Assert.Equal(1.58, statistics.Mean, 12);
        Assert.Equal(0.7001142, statistics.Interval!.Low, 6);
        Assert.Equal(2.4598858, statistics.Interval!.High, 6);
    }

    [Fact]
    public void One_number_has_no_deviation_and_no_interval()
    {
        var statistics = new SeedStatistics([0.9]);

        Assert.Equal(0.9, statistics.Mean);
        Assert.Null(statistics.StandardDeviation);
        Assert.Null(statistics.Interval);
    }
}
