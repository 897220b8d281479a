using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class PoolTests
{
    private static readonly PoolSize s_small = PoolCases.Fit(
        new PoolSize
        {
            N = 1,
            C = 1,
            H = 3,
            W = 3,
            OutH = 0,
            OutW = 0,
            KernelH = 2,
            KernelW = 2,
        }
    );
    private static readonly double[] s_image = [1, 5, 2, 3, 5, 0, -1, 4, 9];

    public static TheoryData<string, bool> Cases => PoolCases.Names;

    [Fact]
    public void MaxPool_takes_the_first_of_equal_ones()
    {
        double[] y = new double[4],
            dx = new double[9],
            dy = [1, 10, 100, 1000];
        var indices = new long[4];
        fixed (
            double* x = s_image,
                py = y,
                pdx = dx,
                pdy = dy
        )
        fixed (long* pi = indices)
        {
            MaxPool.Run(x, py, pi, s_small);
            MaxPool.Gradient(pdy, x, pdx, s_small);
        }

        Assert.Equal([5, 5, 5, 9], y);
        Assert.Equal([1, 1, 4, 8], indices);
        Assert.Equal([0, 11, 0, 0, 100, 0, 0, 0, 1000], dx);
    }

    [Fact]
    public void NaN_wins_its_windows()
    {
        double[] image = [.. s_image],
            y = new double[4];
        image[3] = double.NaN;
        fixed (
            double* x = image,
                py = y
        )
        {
            MaxPool.Run(x, py, null, s_small);
        }

        Assert.Equal([double.NaN, 5, double.NaN, 9], y);
    }

    [Fact]
    public void AveragePool_counts_the_padding_only_when_told_to()
    {
        var size = PoolCases.Fit(s_small with { PadTop = 1, PadLeft = 1, StrideH = 2, StrideW = 2 });
        var y = new double[4];
        fixed (
            double* x = s_image,
                py = y
        )
        {
            AveragePool.Run(x, py, size, countPadding: false);
            Assert.Equal([1, 3.5, 1, 4.5], y);
            AveragePool.Run(x, py, size, countPadding: true);
            Assert.Equal([0.25, 1.75, 0.5, 4.5], y);
        }
    }

    [Fact]
    public void A_hanging_window_never_counts_what_lies_behind_the_padding()
    {
        var size = PoolCases.Fit(s_small with { StrideH = 2, StrideW = 2 }, ceiling: true);
        Assert.Equal((2, 2), (size.OutH, size.OutW));
        var y = new double[4];
        fixed (
            double* x = s_image,
                py = y
        )
        {
            AveragePool.Run(x, py, size, countPadding: true);
        }

        Assert.Equal([3.5, 1, 1.5, 9], y);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradients_are_the_transposes_of_the_forward_maps(string name, bool channelsLast)
    {
        // Both poolings are linear where the winners are known: Σ dy · A x = Σ x · Aᵀ dy.
        var size = PoolCases.Get(name, channelsLast);
        double[] x = Sample.Doubles(size.InputCount, 1),
            dy = Sample.Doubles(size.OutputCount, 2),
            y = new double[dy.Length],
            dx = new double[x.Length];
        fixed (
            double* px = x,
                pdy = dy,
                py = y,
                pdx = dx
        )
        {
            MaxPool.Run(px, py, null, size);
            MaxPool.Gradient(pdy, px, pdx, size);
            Same();
            AveragePool.Run(px, py, size, true);
            AveragePool.Gradient(pdy, pdx, size, true);
            Same();
            AveragePool.Run(px, py, size, false);
            AveragePool.Gradient(pdy, pdx, size, false);
            Same();
        }

        void Same() => Assert.Equal(dy.Zip(y, (a, b) => a * b).Sum(), x.Zip(dx, (a, b) => a * b).Sum(), 1e-9);
    }

    [Fact]
    public void Channels_last_is_the_same_pooling_in_another_order()
    {
        var plain = PoolCases.Get("hanging last window", false);
        double[] x = Sample.Doubles(plain.InputCount, 1),
            y = new double[plain.OutputCount],
            last = new double[plain.OutputCount];
        fixed (
            double* px = x,
                pl = Sample.ChannelsLast(x, plain.N, plain.C, plain.H, plain.W),
                py = y,
                pyl = last
        )
        {
            AveragePool.Run(px, py, plain, true);
            AveragePool.Run(pl, pyl, plain with { ChannelsLast = true }, true);
        }

        Assert.Equal(Sample.ChannelsLast(y, plain.N, plain.C, plain.OutH, plain.OutW), last);
    }
}
