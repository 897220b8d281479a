using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.OneDnn;
using Decant.Engine.Tests.Kernels.Managed;
using Convolution = Decant.Engine.Kernels.OneDnn.Convolution;
using ConvolutionDataGradient = Decant.Engine.Kernels.OneDnn.ConvolutionDataGradient;
using ConvolutionWeightGradient = Decant.Engine.Kernels.OneDnn.ConvolutionWeightGradient;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.OneDnn;

public sealed unsafe class ConvolutionTests
{
    /// <summary>The cases of the managed kernels without those that oneDNN is never given, and one of several slices.</summary>
    public static TheoryData<string, ElementType> Cases
    {
        get
        {
            var data = new TheoryData<string, ElementType>();
            foreach (var (name, s) in All.Where(pair => pair.Value is { N: > 0, OutH: > 0, OutW: > 0, PadTop: >= 0, PadLeft: >= 0 }))
            {
                data.Add(name, ElementType.Float32);
                data.Add(name, ElementType.BFloat16);
            }

            return data;
        }
    }

    private static IEnumerable<KeyValuePair<string, ConvolutionSizes>> All =>
        ConvolutionCases.All.Append(new("slices of unequal size", Several));

    private static ConvolutionSizes Several => ConvolutionCases.All["3x3, 32 channels"] with { N = 31, H = 16, W = 16 };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_convolution_agrees_with_the_reference_and_has_the_same_bits_on_any_threads(string name, ElementType type)
    {
        var (s, plans) = Begin(name, type);
        var (x, w, bias, residual) = (
            Operands.Exact(type, s.N * s.C * s.H * s.W, 1),
            Operands.Exact(type, Weights(s), 2),
            Sample.Doubles(s.M, 3),
            Sample.Doubles(s.N * s.M * s.OutH * s.OutW, 4)
        );
        var expected = new double[residual.Length];
        Oracle.Convolution.Run<double>(s, x, w, bias, expected);
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] = Math.Max(0, expected[i] + residual[i]);
        }

        using var image = Operands.Of(type, Sample.ChannelsLast(x, s.N, s.C, s.H, s.W));
        using var weights = Operands.Of(type, w);
        using var b = Sample.Floats(bias);
        using var r = Sample.Floats(Sample.ChannelsLast(residual, s.N, s.M, s.OutH, s.OutW));
        var epilogue = new Epilogue
        {
            Bias = (float*)b.Pointer,
            Residual = (float*)r.Pointer,
            Activation = Activation.Relu,
        };
        var actual = Threads.SameBits(expected.Length, (pool, y) =>
            Convolution.Run(plans, pool, new(ConvolutionKind.Forward, type, s), image.Pointer, weights.Pointer, y, epilogue)
        );
        Near.Check(Sample.ChannelsLast(expected, s.N, s.M, s.OutH, s.OutW), actual, 8, s.GroupC * s.KernelH * s.KernelW);
        plans.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_data_gradient_agrees_with_the_reference_and_has_the_same_bits_on_any_threads(string name, ElementType type)
    {
        var (s, plans) = Begin(name, type);
        var (dy, w) = (Operands.Exact(type, s.N * s.M * s.OutH * s.OutW, 1), Operands.Exact(type, Weights(s), 2));
        var expected = new double[s.N * s.C * s.H * s.W];
        Oracle.ConvolutionDataGradient.Run<double>(s, dy, w, expected);
        using var gradient = Operands.Of(type, Sample.ChannelsLast(dy, s.N, s.M, s.OutH, s.OutW));
        using var weights = Operands.Of(type, w);
        var actual = Threads.SameBits(expected.Length, (pool, dx) =>
            ConvolutionDataGradient.Run(plans, pool, new(ConvolutionKind.DataGradient, type, s), gradient.Pointer, weights.Pointer, dx)
        );
        Near.Check(Sample.ChannelsLast(expected, s.N, s.C, s.H, s.W), actual, 8, s.GroupM * s.KernelH * s.KernelW);

        // The summand may lie where the sum goes.
        var summand = Sample.Floats(expected.Length, 3).Span<float>().ToArray();
        var sum = Threads.SameBits(expected.Length, (pool, dx) =>
        {
            summand.CopyTo(new Span<float>(dx, summand.Length));
            ConvolutionDataGradient.Run(plans, pool, new(ConvolutionKind.DataGradient, type, s), gradient.Pointer, weights.Pointer, dx, dx);
        });
        Assert.Equal(actual.Zip(summand, (a, b) => a + b), sum);
        plans.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_weight_gradient_agrees_with_the_reference_and_has_the_same_bits_on_any_threads(string name, ElementType type)
    {
        var (s, plans) = Begin(name, type);
        var (x, dy) = (Operands.Exact(type, s.N * s.C * s.H * s.W, 1), Operands.Exact(type, s.N * s.M * s.OutH * s.OutW, 2));
        var expected = new double[Weights(s)];
        Oracle.ConvolutionWeightGradient.Run<double>(s, x, dy, expected);
        using var image = Operands.Of(type, Sample.ChannelsLast(x, s.N, s.C, s.H, s.W));
        using var gradient = Operands.Of(type, Sample.ChannelsLast(dy, s.N, s.M, s.OutH, s.OutW));
        var actual = Threads.SameBits(expected.Length, (pool, dw) =>
            ConvolutionWeightGradient.Run(plans, pool, new(ConvolutionKind.WeightGradient, type, s), image.Pointer, gradient.Pointer, dw)
        );
        Near.Check(expected, actual, 8, s.N * s.OutH * s.OutW);
        plans.Dispose();
    }

    private static (ConvolutionSizes Sizes, OneDnnPlans Plans) Begin(string name, ElementType type)
    {
        OneDnnFact.SkipWithoutLibrary(type);
        return (All.Single(pair => pair.Key == name).Value, new OneDnnPlans());
    }

    private static long Weights(in ConvolutionSizes s) => (long)s.M * s.GroupC * s.KernelH * s.KernelW;
}
