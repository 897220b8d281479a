using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class ConvolutionTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);

    public static TheoryData<string> Cases => ConvolutionCases.Names;

    public void Dispose() => _pool.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_convolution_agrees_with_the_reference(string name)
    {
        var s = ConvolutionCases.All[name];
        var (x, w, bias) = (Sample.Doubles(s.N * s.C * s.H * s.W, 1), Weights(s, 2), Sample.Doubles(s.M, 3));
        var expected = new double[s.N * s.M * s.OutH * s.OutW];
        Oracle.Convolution.Run<double>(s, x, w, bias, expected);

        using var image = Sample.Floats(Sample.ChannelsLast(x, s.N, s.C, s.H, s.W));
        using var weights = Sample.Floats(w);
        using var b = Sample.Floats(bias);
        using var y = new Tensor(ElementType.Float32, s.N, s.OutH, s.OutW, s.M);
        Convolution.Run(
            _pool,
            s,
            (float*)image.Pointer,
            (float*)weights.Pointer,
            (float*)y.Pointer,
            new Epilogue { Bias = (float*)b.Pointer }
        );
        Near.Check(Sample.ChannelsLast(expected, s.N, s.M, s.OutH, s.OutW), y.Span<float>(), 8, s.GroupC * s.KernelH * s.KernelW);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_data_gradient_agrees_with_the_reference(string name)
    {
        var s = ConvolutionCases.All[name];
        var (dy, w) = (Sample.Doubles(s.N * s.M * s.OutH * s.OutW, 1), Weights(s, 2));
        var expected = new double[s.N * s.C * s.H * s.W];
        Oracle.ConvolutionDataGradient.Run<double>(s, dy, w, expected);

        using var gradient = Sample.Floats(Sample.ChannelsLast(dy, s.N, s.M, s.OutH, s.OutW));
        using var weights = Sample.Floats(w);
        using var dx = new Tensor(ElementType.Float32, s.N, s.H, s.W, s.C);
        dx.Span<float>().Fill(float.NaN);
        ConvolutionDataGradient.Run(_pool, s, (float*)gradient.Pointer, (float*)weights.Pointer, (float*)dx.Pointer);
        Near.Check(Sample.ChannelsLast(expected, s.N, s.C, s.H, s.W), dx.Span<float>(), 8, s.GroupM * s.KernelH * s.KernelW);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_weight_gradient_agrees_with_the_reference(string name)
    {
        var s = ConvolutionCases.All[name];
        var (x, dy) = (Sample.Doubles(s.N * s.C * s.H * s.W, 1), Sample.Doubles(s.N * s.M * s.OutH * s.OutW, 2));
        var expected = new double[s.M * s.GroupC * s.KernelH * s.KernelW];
        Oracle.ConvolutionWeightGradient.Run<double>(s, x, dy, expected);

        using var image = Sample.Floats(Sample.ChannelsLast(x, s.N, s.C, s.H, s.W));
        using var gradient = Sample.Floats(Sample.ChannelsLast(dy, s.N, s.M, s.OutH, s.OutW));
        using var dw = Sample.Floats(expected.Length, 9);
        ConvolutionWeightGradient.Run(_pool, s, (float*)image.Pointer, (float*)gradient.Pointer, (float*)dw.Pointer);
        Near.Check(expected, dw.Span<float>(), 8, s.N * s.OutH * s.OutW);
    }

    private static double[] Weights(in ConvolutionSizes sizes, ulong seed) =>
        Sample.Doubles(sizes.M * sizes.GroupC * sizes.KernelH * sizes.KernelW, seed);
}
