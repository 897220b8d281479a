using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Randomness;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

/// <summary>Sizes that no one thought of; the seed makes the case again.</summary>
public sealed unsafe class RandomSizesTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(0, 80).Select(seed => (ulong)seed)];

    public void Dispose() => _pool.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Products_of_any_size_agree_with_the_reference(ulong seed)
    {
        var random = new RandomStream(seed, "sizes");
        var (m, n, k) = (1 + random.NextInt32(70), 1 + random.NextInt32(120), random.NextInt32(400));
        var (a, b, expected) = (Sample.Doubles(m * k, 1), Sample.Doubles(k * n, 2), new double[m * n]);
        Oracle.MatrixMultiply.Run<double>(a, k, 1, b, n, 1, expected, m, n, k);
        using var left = Sample.Floats(a);
        using var right = Sample.Floats(b);
        using var c = new Tensor(ElementType.Float32, m, n);
        MatrixMultiply.Run(_pool, new((float*)left.Pointer, k), new((float*)right.Pointer, n), (float*)c.Pointer, n, m, n, k);
        Near.Check(expected, c.Span<float>(), 8, k);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Convolutions_of_any_size_agree_with_the_reference(ulong seed)
    {
        var s = Sizes(new RandomStream(seed, "sizes"));
        var (x, dy) = (Sample.Doubles(s.N * s.C * s.H * s.W, 1), Sample.Doubles(s.N * s.M * s.OutH * s.OutW, 2));
        var w = Sample.Doubles(s.M * s.GroupC * s.KernelH * s.KernelW, 3);
        var (y, dx, dw) = (new double[dy.Length], new double[x.Length], new double[w.Length]);
        Oracle.Convolution.Run<double>(s, x, w, [], y);
        Oracle.ConvolutionDataGradient.Run<double>(s, dy, w, dx);
        Oracle.ConvolutionWeightGradient.Run<double>(s, x, dy, dw);

        using var image = Sample.Floats(Sample.ChannelsLast(x, s.N, s.C, s.H, s.W));
        using var gradient = Sample.Floats(Sample.ChannelsLast(dy, s.N, s.M, s.OutH, s.OutW));
        using var weights = Sample.Floats(w);
        using var result = new Tensor(ElementType.Float32, Math.Max(x.Length, Math.Max(y.Length, w.Length)));
        var to = (float*)result.Pointer;

        Convolution.Run(_pool, s, (float*)image.Pointer, (float*)weights.Pointer, to);
        Near.Check(Sample.ChannelsLast(y, s.N, s.M, s.OutH, s.OutW), result.Span<float>()[..y.Length], 8, s.GroupC * s.KernelH * s.KernelW);
        ConvolutionDataGradient.Run(_pool, s, (float*)gradient.Pointer, (float*)weights.Pointer, to);
        Near.Check(Sample.ChannelsLast(dx, s.N, s.C, s.H, s.W), result.Span<float>()[..x.Length], 8, s.GroupM * s.KernelH * s.KernelW);
        ConvolutionWeightGradient.Run(_pool, s, (float*)image.Pointer, (float*)gradient.Pointer, to);
        Near.Check(dw, result.Span<float>()[..w.Length], 8, s.N * s.OutH * s.OutW);
    }

    private static ConvolutionSizes Sizes(RandomStream random)
    {
        var groups = 1 + random.NextInt32(3);
        return new ConvolutionSizes
        {
            N = 1 + random.NextInt32(4),
            C = groups * (1 + random.NextInt32(12)),
            M = groups * (1 + random.NextInt32(20)),
            Groups = groups,
            H = 1 + random.NextInt32(12),
            W = 1 + random.NextInt32(14),
            KernelH = 1 + random.NextInt32(4),
            KernelW = 1 + random.NextInt32(4),
            StrideH = 1 + random.NextInt32(3),
            StrideW = 1 + random.NextInt32(3),
            DilationH = 1 + random.NextInt32(3),
            DilationW = 1 + random.NextInt32(3),
            PadTop = random.NextInt32(4) - 1,
            PadLeft = random.NextInt32(4) - 1,
            PadBottom = random.NextInt32(4),
            PadRight = random.NextInt32(4),
        };
    }
}
