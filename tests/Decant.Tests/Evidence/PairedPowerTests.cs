using Decant.Evidence;

namespace Decant.Tests.Evidence;

public class PairedPowerTests
{
    // R, package pwr: pwr.t.test(d, sig.level = 0.05, power = 0.8, type = "paired") gives n = 198.15, 33.37, 14.30, 9.94.
    [Theory]
    [InlineData(0.2, 199)]
    [InlineData(0.5, 34)]
    [InlineData(0.8, 15)]
    [InlineData(1.0, 10)]
    public void Seeds_equal_the_published_sample_sizes(double effect, int seeds) =>
        Assert.Equal(seeds, PairedPower.Seeds(effect, deviation: 1, error: 0.05));

    // G*Power 3.1, two dependent means: d = 0.5, n = 34 has power 0.8078.
    [Fact]
    public void Power_equals_the_published_one() => Assert.Equal(0.8077775, PairedPower.Of(0.5, 34, 0.05), 1e-4);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Without_a_difference_power_is_the_error(int seeds) => Assert.Equal(0.05, PairedPower.Of(0, seeds, 0.05), 1e-4);

    [Fact]
    public void A_difference_that_no_number_of_seeds_shows_is_said() => Assert.Null(PairedPower.Seeds(0.001, deviation: 1, error: 0.05));

    // The usual table of the normal distribution.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959964, 0.975)]
    [InlineData(-1.644854, 0.05)]
    [InlineData(-3, 0.0013499)]
    public void The_normal_distribution_equals_the_published_table(double x, double expected) =>
        Assert.Equal(expected, NormalDistribution.Cdf(x), 2e-7);
}
