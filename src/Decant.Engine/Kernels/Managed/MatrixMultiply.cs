namespace Decant.Engine.Kernels.Managed;

/// <summary>C = epilogue(A·B) in float32.</summary>
internal static unsafe class MatrixMultiply
{
    /// <summary>One product. No allocation after warm-up; the same bits for every number of threads and whatever other rows there are.</summary>
    /// <param name="pool">Threads to use.</param>
    /// <param name="a">M×K, any strides.</param>
    /// <param name="b">K×N, any strides.</param>
    /// <param name="c">M×N, row by row.</param>
    /// <param name="rowStride">Elements from one row of C (and of a residual) to the next, N or more.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B; 0 leaves empty sums.</param>
    /// <param name="epilogue">What to do with each sum before it is written.</param>
    public static void Run(WorkerPool pool, MatrixView a, MatrixView b, float* c, nint rowStride, int m, int n, int k, in Epilogue epilogue = default)
        => RunBatch(pool, 1, a, 0, b, 0, c, rowStride, 0, m, n, k, epilogue);

    /// <summary>One product per batch element; the strides between elements may be 0 to use one matrix for all.</summary>
    public static void RunBatch(
        WorkerPool pool, int batch, MatrixView a, nint aBatchStride, MatrixView b, nint bBatchStride,
        float* c, nint rowStride, nint cBatchStride, int m, int n, int k, in Epilogue epilogue = default)
    {
        for (var i = 0; i < batch; i++)
        {
            for (var row = 0; row < m; row++)
            {
                for (var column = 0; column < n; column++)
                {
                    var at = (i * cBatchStride) + (row * rowStride) + column;
                    var sum = epilogue.Accumulate ? c[at] : 0;
                    for (var step = 0; step < k; step++)
                    {
                        sum += (a.At(row, step))[i * aBatchStride] * (b.At(step, column))[i * bBatchStride];
                    }

                    sum += epilogue.Bias is null ? 0 : epilogue.Bias[column];
                    sum += epilogue.Residual is null ? 0 : epilogue.Residual[at];
                    c[at] = epilogue.Activation == Activation.Relu ? MathF.Max(0, sum) : sum;
                }
            }
        }
    }
}
