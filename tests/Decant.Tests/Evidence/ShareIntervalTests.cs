using Decant.Evidence;

namespace Decant.Tests.Evidence;

public sealed class ShareIntervalTests
{
    // R. G. Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3 (score).
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Intervals_are_those_of_a_published_table(int counted, int of, double low, double high)
    {
        var interval = ShareInterval.Of(counted, of);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }
}
