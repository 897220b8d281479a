using Decant.Evidence;

namespace Decant.Tests.Evidence;

public sealed class ShareDifferenceTests
{
    // R. G. Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    public void Intervals_are_those_of_a_published_table(int counted, int of, int otherCounted, int ofOther, double low, double high)
    {
        var interval = ShareDifference.Of(counted / (double)of, of, otherCounted / (double)ofOther, ofOther);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    // Tables of the standard normal distribution.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959964)]
    [InlineData(0.995, 2.575829)]
    [InlineData(0.025, -1.959964)]
    public void Deviations_are_those_of_tables(double probability, double x) =>
        Assert.Equal(x, NormalDistribution.Quantile(probability), 1e-5);
}
