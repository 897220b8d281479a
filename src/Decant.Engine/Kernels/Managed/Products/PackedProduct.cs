namespace Decant.Engine.Kernels.Managed;

/// <summary>The product of matrices by <see cref="MatrixMultiply"/>.</summary>
/// <param name="pool">Threads to use.</param>
internal readonly unsafe struct PackedProduct(WorkerPool pool) : IMatrixProduct<float>
{
    /// <inheritdoc/>
    public void Run(Strided<float> a, Strided<float> b, float* c, int rowStride, int m, int n, int k, bool add) =>
        MatrixMultiply.Run(
            pool,
            new(a.Pointer, a.RowStride, a.ColumnStride),
            new(b.Pointer, b.RowStride, b.ColumnStride),
            c,
            rowStride,
            m,
            n,
            k,
            new Epilogue { Accumulate = add }
        );
}
