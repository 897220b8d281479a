using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

/// <summary>Small cases worked out by hand: a 3×3 image of 1..9 under a 2×2 kernel.</summary>
public sealed class ConvolutionTests
{
    private static readonly double[] s_image = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    private static readonly double[] s_kernel = [1, 10, 100, 1000];
    private static readonly ConvolutionSizes s_plain = new()
    {
        N = 1,
        C = 1,
        H = 3,
        W = 3,
        M = 1,
        KernelH = 2,
        KernelW = 2,
    };

    [Fact]
    public void The_kernel_is_laid_over_the_image_without_turning_it()
    {
        var y = new double[4];
        Convolution.Run<double>(s_plain, s_image, s_kernel, [0.5], y);
        Assert.Equal([5421.5, 6532.5, 8754.5, 9865.5], y);
    }

    [Fact]
    public void Padding_is_zeros_and_may_differ_on_each_side()
    {
        var sizes = s_plain with { PadTop = 1, PadRight = 1 };
        var y = new double[sizes.OutH * sizes.OutW];
        Convolution.Run<double>(sizes, s_image, s_kernel, [], y);
        Assert.Equal([2100, 3200, 300, 5421, 6532, 603, 8754, 9865, 906], y);
    }

    [Fact]
    public void Stride_skips_outputs_and_dilation_spreads_the_kernel()
    {
        var y = new double[1];
        Convolution.Run<double>(s_plain with { StrideH = 2, StrideW = 2 }, s_image, s_kernel, [], y);
        Assert.Equal([5421], y);
        Convolution.Run<double>(s_plain with { DilationH = 2, DilationW = 2 }, s_image, s_kernel, [], y);
        Assert.Equal([9731], y);
    }

    [Fact]
    public void Groups_keep_their_channels_apart()
    {
        var sizes = new ConvolutionSizes
        {
            N = 1,
            C = 4,
            H = 1,
            W = 1,
            M = 2,
            KernelH = 1,
            KernelW = 1,
            Groups = 2,
        };
        var y = new double[2];
        Convolution.Run<double>(sizes, [1, 2, 3, 4], [10, 100, 1000, 10000], [], y);
        Assert.Equal([210, 43000], y);
    }

    [Fact]
    public void A_kernel_larger_than_the_image_leaves_no_output()
    {
        var sizes = s_plain with { KernelH = 5 };
        Assert.Equal(0, sizes.OutH);
        Convolution.Run<double>(sizes, s_image, new double[10], [], []);
    }

    // The convolution is linear in X and in W: <dY, conv(dX', W)> = <dataGradient(dY), dX'> for every dX', and likewise for W.
    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(2, 1, 2, 1)]
    [InlineData(3, 2, 1, 2)]
    public void The_gradients_are_the_adjoints_of_the_convolution(int stride, int dilation, int groups, int pad)
    {
        var sizes = new ConvolutionSizes
        {
            N = 2,
            C = 4,
            H = 7,
            W = 6,
            M = 6,
            KernelH = 3,
            KernelW = 2,
            StrideH = stride,
            StrideW = stride,
            DilationH = dilation,
            DilationW = dilation,
            Groups = groups,
            PadTop = pad,
            PadLeft = pad,
            PadBottom = 1,
            PadRight = 0,
        };
        var x = Sample.Doubles(sizes.N * sizes.C * sizes.H * sizes.W, 1);
        var w = Sample.Doubles(sizes.M * sizes.GroupC * sizes.KernelH * sizes.KernelW, 2);
        var dy = Sample.Doubles(sizes.N * sizes.M * sizes.OutH * sizes.OutW, 3);
        var (y, dx, dw) = (new double[dy.Length], new double[x.Length], new double[w.Length]);
        Convolution.Run<double>(sizes, x, w, [], y);
        ConvolutionDataGradient.Run<double>(sizes, dy, w, dx);
        ConvolutionWeightGradient.Run<double>(sizes, x, dy, dw);

        var expected = Dot(dy, y);
        Assert.Equal(expected, Dot(dx, x), 1e-10);
        Assert.Equal(expected, Dot(dw, w), 1e-10);
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (l, r) => l * r).Sum();
}
