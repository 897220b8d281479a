using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Tests.Kernels.Managed;

/// <summary>A result's bits depend on what is multiplied, never on who multiplies or what else is in the batch.</summary>
public sealed unsafe class SameBitsTests
{
    // The last two have several blocks of steps, and several chunks in both directions.
    private static readonly (int M, int N, int K)[] s_products =
    [
        (5, 17, 9),
        (64, 48, 64),
        (33, 200, 600),
        (300, 200, 530),
        (70, 10, 800),
        (130, 700, 300),
    ];

    private static readonly string[] s_convolutions =
    [
        "3x3",
        "3x3, 3 to 16 channels",
        "3x3, stride 2, odd image",
        "3x3, dilation 2, stride 2",
        "3x3 on 2x2",
        "3x3, 64 channels, one image",
        "3x3, 32 to 64 channels, stride 2, one image",
        "1x1, stride 2",
        "1x1",
        "two groups",
        "depthwise, odd channels, stride 2",
    ];

    public static TheoryData<string> Convolutions => [.. s_convolutions];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Products_have_the_same_bits_on_any_number_of_threads(int threads)
    {
        using var alone = new WorkerPool(1);
        using var together = new WorkerPool(threads);
        foreach (var (m, n, k) in s_products)
        {
            using var a = Sample.Floats(m * k, 1);
            using var b = Sample.Floats(k * n, 2);
            Assert.Equal(Multiply(alone, a, b, m, n, k), Multiply(together, a, b, m, n, k));
        }
    }

    [Fact]
    public void A_row_of_a_product_has_the_same_bits_alone_and_anywhere_in_a_batch()
    {
        using var pool = new WorkerPool(2);
        foreach (var (m, n, k) in s_products)
        {
            using var a = Sample.Floats(m * k, 1);
            using var b = Sample.Floats(k * n, 2);
            var whole = Multiply(pool, a, b, m, n, k);
            for (var row = 0; row < m; row += 7)
            {
                Assert.Equal(whole[(row * n)..((row + 1) * n)], Multiply(pool, a.View((long)row * k, 1, k), b, 1, n, k));
            }

            var rest = m - 3;
            Assert.Equal(whole[(3 * n)..], Multiply(pool, a.View(3L * k, rest, k), b, rest, n, k));
        }
    }

    [Fact]
    public void A_column_of_a_product_has_the_same_bits_alone()
    {
        using var pool = new WorkerPool(2);
        foreach (var (m, n, k) in s_products)
        {
            using var a = Sample.Floats(m * k, 1);
            using var b = Sample.Floats(k * n, 2);
            using var c = new Tensor(ElementType.Float32, m);
            var whole = Multiply(pool, a, b, m, n, k);
            var column = n - 1;
            MatrixMultiply.Run(pool, new((float*)a.Pointer, k), new((float*)b.Pointer + column, n), (float*)c.Pointer, 1, m, 1, k);
            for (var row = 0; row < m; row++)
            {
                Assert.Equal(whole[(row * n) + column], c.Span<float>()[row]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Convolutions_and_gradients_have_the_same_bits_on_any_number_of_threads(string name)
    {
        var s = ConvolutionCases.All[name] with { N = 9 };
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        using var three = new WorkerPool(3);
        foreach (var run in new Func<WorkerPool, ConvolutionSizes, int, float[]>[] { Forward, DataGradient, WeightGradient })
        {
            var expected = run(one, s, 0);
            Assert.Equal(expected, run(two, s, 0));
            Assert.Equal(expected, run(three, s, 0));
        }
    }

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void A_sample_of_a_convolution_has_the_same_bits_alone(string name)
    {
        var s = ConvolutionCases.All[name] with { N = 9 };
        using var pool = new WorkerPool(2);
        foreach (var run in new Func<WorkerPool, ConvolutionSizes, int, float[]>[] { Forward, DataGradient })
        {
            var whole = run(pool, s, 0);
            for (var sample = 0; sample < s.N; sample += 4)
            {
                var single = run(pool, s with { N = 1 }, sample);
                Assert.Equal(whole[(sample * single.Length)..((sample + 1) * single.Length)], single);
            }
        }
    }

    private static float[] Multiply(WorkerPool pool, Tensor a, Tensor b, int m, int n, int k)
    {
        using var c = new Tensor(ElementType.Float32, m, n);
        MatrixMultiply.Run(pool, new((float*)a.Pointer, k), new((float*)b.Pointer, n), (float*)c.Pointer, n, m, n, k);
        return c.Span<float>().ToArray();
    }

    private static float[] Forward(WorkerPool pool, ConvolutionSizes s, int sample)
    {
        var size = s.C * s.H * s.W;
        using var x = Sample.Floats(9L * size, 1);
        using var w = Weights(s);
        using var y = new Tensor(ElementType.Float32, s.N, s.OutH, s.OutW, s.M);
        Convolution.Run(pool, s, (float*)x.Pointer + (sample * size), (float*)w.Pointer, (float*)y.Pointer);
        return y.Span<float>().ToArray();
    }

    private static float[] DataGradient(WorkerPool pool, ConvolutionSizes s, int sample)
    {
        var size = s.M * s.OutH * s.OutW;
        using var dy = Sample.Floats(9L * size, 1);
        using var w = Weights(s);
        using var dx = new Tensor(ElementType.Float32, s.N, s.H, s.W, s.C);
        ConvolutionDataGradient.Run(pool, s, (float*)dy.Pointer + (sample * size), (float*)w.Pointer, (float*)dx.Pointer);
        return dx.Span<float>().ToArray();
    }

    private static float[] WeightGradient(WorkerPool pool, ConvolutionSizes s, int sample)
    {
        using var x = Sample.Floats((long)s.N * s.C * s.H * s.W, 1);
        using var dy = Sample.Floats((long)s.N * s.M * s.OutH * s.OutW, 2);
        using var dw = Weights(s);
        ConvolutionWeightGradient.Run(pool, s, (float*)x.Pointer, (float*)dy.Pointer, (float*)dw.Pointer);
        return dw.Span<float>().ToArray();
    }

    private static Tensor Weights(in ConvolutionSizes s) => Sample.Floats((long)s.M * s.GroupC * s.KernelH * s.KernelW, 3);
}
