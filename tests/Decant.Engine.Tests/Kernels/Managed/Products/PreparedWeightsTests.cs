using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Tests.Kernels.Managed;

/// <summary>Weights that are brought into a kernel's order once give the bits that they give when it is done in every call.</summary>
public sealed unsafe class PreparedWeightsTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);
    private readonly PreparedWeights _prepared = new();

    public static TheoryData<string> Convolutions => [.. ConvolutionCases.All.Keys];

    public void Dispose()
    {
        _prepared.Dispose();
        _pool.Dispose();
    }

    [Theory]
    [InlineData(1, 100, 30, true)]
    [InlineData(64, 10, 800, true)]
    [InlineData(3, 1000, 300, false)]
    [InlineData(64, 333, 784, true)]
    [InlineData(130, 65, 257, false)]
    [InlineData(700, 300, 520, true)]
    [InlineData(5, 7, 0, true)]
    public void A_product_reads_prepared_panels_whatever_its_rows(int m, int n, int k, bool transposed)
    {
        using var a = Sample.Floats(m * k, 1);
        using var b = Sample.Floats(k * n, 2);
        var right = transposed ? new MatrixView((float*)b.Pointer, 1, k) : new((float*)b.Pointer, n);
        var plain = Product(m, null);
        Assert.Equal(plain, Product(m, _prepared));

        // The panels hold everything from now on.
        b.Span<float>().Fill(float.NaN);
        foreach (var rows in new[] { m, 1, (m + 1) / 2 })
        {
            Assert.Equal(plain[..(rows * n)], Product(rows, _prepared));
        }

        float[] Product(int rows, PreparedWeights? prepared)
        {
            using var c = new Tensor(ElementType.Float32, rows, n);
            MatrixMultiply.Run(_pool, new((float*)a.Pointer, k), right, (float*)c.Pointer, n, rows, n, k, default, prepared);
            return c.Span<float>().ToArray();
        }
    }

    [Theory]
    [InlineData(10, 800)]
    [InlineData(30, 70)]
    [InlineData(900, 300)]
    public void Panels_that_a_single_row_prepared_serve_many_rows(int n, int k)
    {
        const int Rows = 33;
        using var a = Sample.Floats(Rows * k, 1);
        using var b = Sample.Floats(k * n, 2);
        using var c = new Tensor(ElementType.Float32, Rows, n);
        var plain = Product(Rows, null);
        Assert.Equal(plain[..n], Product(1, _prepared));
        b.Span<float>().Fill(float.NaN);
        Assert.Equal(plain, Product(Rows, _prepared));

        float[] Product(int rows, PreparedWeights? prepared)
        {
            MatrixMultiply.Run(
                _pool,
                new((float*)a.Pointer, k),
                new((float*)b.Pointer, 1, k),
                (float*)c.Pointer,
                n,
                rows,
                n,
                k,
                default,
                prepared
            );
            return c.Span<float>()[..(rows * n)].ToArray();
        }
    }

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void A_convolution_reads_prepared_kernels(string name)
    {
        var s = ConvolutionCases.All[name];
        using var x = Sample.Floats((long)s.N * s.C * s.H * s.W, 1);
        using var w = Sample.Floats((long)s.M * s.GroupC * s.KernelH * s.KernelW, 2);
        var plain = Convolve(null);
        Assert.Equal(plain, Convolve(_prepared));
        w.Span<float>().Fill(float.NaN);
        Assert.Equal(plain, Convolve(_prepared));

        float[] Convolve(PreparedWeights? prepared)
        {
            using var y = new Tensor(ElementType.Float32, s.N, s.OutH, s.OutW, s.M);
            Convolution.Run(_pool, s, (float*)x.Pointer, (float*)w.Pointer, (float*)y.Pointer, default, prepared);
            return y.Span<float>().ToArray();
        }
    }

    [Theory]
    [InlineData("3x3")]
    [InlineData("3x3, 64 channels, one image")]
    [InlineData("3x3, 32 to 64 channels, stride 2, one image")]
    [InlineData("3x3, 49 channels out")]
    public void Kernels_that_one_image_prepared_serve_many(string name)
    {
        var s = ConvolutionCases.All[name] with { N = 9 };
        using var x = Sample.Floats((long)s.N * s.C * s.H * s.W, 1);
        using var w = Sample.Floats((long)s.M * s.GroupC * s.KernelH * s.KernelW, 2);
        using var y = new Tensor(ElementType.Float32, s.N, s.OutH, s.OutW, s.M);
        var plain = Convolve(s.N, null);
        Assert.Equal(plain[..(plain.Length / s.N)], Convolve(1, _prepared));
        w.Span<float>().Fill(float.NaN);
        Assert.Equal(plain, Convolve(s.N, _prepared));

        float[] Convolve(int images, PreparedWeights? prepared)
        {
            Convolution.Run(_pool, s with { N = images }, (float*)x.Pointer, (float*)w.Pointer, (float*)y.Pointer, default, prepared);
            return y.Span<float>()[..(images * s.OutH * s.OutW * s.M)].ToArray();
        }
    }

    [Fact]
    public void Memory_that_is_not_to_be_had_leaves_nothing_behind()
    {
        _prepared.Reserve(100, 16, out _);
        Assert.Throws<OutOfMemoryException>(() =>
        {
            _prepared.Reserve(1L << 58, 16, out _);
        });
        Assert.Equal(0, _prepared.Bytes);
        _prepared.Reserve(100, 16, out var isReady)[99] = 1;
        Assert.False(isReady);
    }

    [Fact]
    public void Another_order_or_size_is_written_anew_and_the_same_is_not()
    {
        _prepared.Reserve(100, 16, out var first);
        _prepared.Reserve(100, 16, out var again);
        _prepared.Reserve(100, 48, out var other);
        _prepared.Reserve(200, 48, out var larger);
        _prepared.Part(1).Reserve(50, 16, out var part);
        Assert.Equal((false, true, false, false, false), (first, again, other, larger, part));
        Assert.Equal(sizeof(float) * 250, _prepared.Bytes);
    }
}
