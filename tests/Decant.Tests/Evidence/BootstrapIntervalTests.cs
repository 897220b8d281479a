using Decant.Evidence;

namespace Decant.Tests.Evidence;

public class BootstrapIntervalTests
{
    // Of many samples the bootstrap is the normal interval: mean ± 1.96·√(p(1 − p)/n).
    [Fact]
    public void Of_many_samples_it_is_the_interval_of_the_normal_distribution()
    {
        var values = Enumerable.Range(0, 2000).Select(n => n % 10 == 0 ? 1.0 : 0.0).ToArray();
        var half = 1.96 * Math.Sqrt(0.1 * 0.9 / values.Length);

        var interval = BootstrapInterval.Of(values);

        Assert.Equal(0.1 - half, interval.Low, 0.002);
        Assert.Equal(0.1 + half, interval.High, 0.002);
    }

    [Fact]
    public void Equal_values_leave_no_doubt() => Assert.Equal(new Interval(0.5, 0.5), BootstrapInterval.Of([0.5, 0.5, 0.5]));
}
