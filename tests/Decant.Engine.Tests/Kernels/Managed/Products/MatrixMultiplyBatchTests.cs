using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class MatrixMultiplyBatchTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData(1, 4, 5, 6)]
    [InlineData(40, 12, 12, 16)]
    [InlineData(3, 200, 190, 300)]
    [InlineData(0, 2, 2, 2)]
    public void Each_product_of_a_batch_is_the_product_by_itself(int batch, int m, int n, int k)
    {
        using var a = Sample.Floats((long)batch * m * k, 1);
        using var b = Sample.Floats((long)batch * k * n, 2);
        using var c = new Tensor(ElementType.Float32, batch, m, n);
        using var single = new Tensor(ElementType.Float32, m, n);
        MatrixView left = new((float*)a.Pointer, k),
            right = new((float*)b.Pointer, n);
        MatrixMultiply.RunBatch(_pool, batch, left, m * k, right, k * n, (float*)c.Pointer, n, m * n, m, n, k);
        for (var i = 0; i < batch; i++)
        {
            MatrixMultiply.Run(_pool, new(left.At(i * m, 0), k), new(right.At(i * k, 0), n), (float*)single.Pointer, n, m, n, k);
            Assert.Equal(single.Span<float>(), c.Span<float>().Slice(i * m * n, m * n));
        }
    }

    [Fact]
    public void A_batch_stride_of_zero_uses_one_matrix_for_all()
    {
        using var a = Sample.Floats(3 * 4 * 5, 1);
        using var b = Sample.Floats(5 * 6, 2);
        using var batched = new Tensor(ElementType.Float32, 12, 6);
        using var whole = new Tensor(ElementType.Float32, 12, 6);
        MatrixMultiply.RunBatch(
            _pool,
            3,
            new((float*)a.Pointer, 5),
            20,
            new((float*)b.Pointer, 6),
            0,
            (float*)batched.Pointer,
            6,
            24,
            4,
            6,
            5
        );
        MatrixMultiply.Run(_pool, new((float*)a.Pointer, 5), new((float*)b.Pointer, 6), (float*)whole.Pointer, 6, 12, 6, 5);
        Assert.Equal(whole.Span<float>(), batched.Span<float>());
    }
}
