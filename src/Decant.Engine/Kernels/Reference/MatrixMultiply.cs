using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>C[m, n] = Σ over k of A[m, k]·B[k, n], or C += that.</summary>
internal static class MatrixMultiply
{
    /// <summary>Multiplies two matrices given by row and column strides, so that a transpose is a view. C lies row by row.</summary>
    public static void Run<T>(
        ReadOnlySpan<T> a,
        int aRowStride,
        int aColumnStride,
        ReadOnlySpan<T> b,
        int bRowStride,
        int bColumnStride,
        Span<T> c,
        int m,
        int n,
        int k,
        bool add = false
    )
        where T : unmanaged, INumber<T>
    {
        for (var row = 0; row < m; row++)
        {
            for (var column = 0; column < n; column++)
            {
                var sum = T.Zero;
                for (var i = 0; i < k; i++)
                {
                    sum += a[(row * aRowStride) + (i * aColumnStride)] * b[(i * bRowStride) + (column * bColumnStride)];
                }

                c[(row * n) + column] = add ? c[(row * n) + column] + sum : sum;
            }
        }
    }
}
