using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class DropoutTests
{
    [Fact]
    public void Element_i_takes_word_i_of_the_stream()
    {
        var stream = new RandomStream(7, "dropout").At(12);
        var mask = new DropoutMask(new RandomStream(7, "dropout").Key, 12, 0.4);
        foreach (var kept in Run(1001, mask).Select(value => value != 0))
        {
            Assert.Equal(stream.NextUInt32() >= mask.Threshold, kept);
        }
    }

    [Fact]
    public void The_share_of_dropped_elements_is_the_ratio_and_the_mean_stays()
    {
        const int Count = 100_000;
        var y = Run(Count, new DropoutMask(1, 1, 0.3));
        // Four standard deviations of a binomial count.
        var margin = 4 * Math.Sqrt(0.3 * 0.7 / Count);
        Assert.Equal(0.3, y.Count(value => value == 0) / (double)Count, margin);
        Assert.Equal(1, y.Average(), margin / 0.7);
    }

    [Fact]
    public void Another_step_drops_other_elements() =>
        Assert.NotEqual(Run(100, new DropoutMask(1, 1, 0.5)), Run(100, new DropoutMask(1, 2, 0.5)));

    private static double[] Run(int count, DropoutMask mask)
    {
        var x = new double[count];
        Array.Fill(x, 1);
        fixed (double* p = x)
        {
            Dropout.Run(p, p, null, count, mask);
        }

        return x;
    }
}
