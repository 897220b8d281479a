using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>C[m, n] = Σ over k of A[m, k]·B[k, n], by plain loops.</summary>
internal readonly unsafe struct PlainProduct<T> : IMatrixProduct<T>
    where T : unmanaged, INumber<T>
{
    /// <inheritdoc/>
    public void Run(Strided<T> a, Strided<T> b, T* c, int rowStride, int m, int n, int k, bool add)
    {
        for (var row = 0; row < m; row++)
        for (var column = 0; column < n; column++)
        {
            var sum = add ? c[((long)row * rowStride) + column] : T.Zero;
            for (var i = 0; i < k; i++)
            {
                sum +=
                    a.Pointer[((long)row * a.RowStride) + ((long)i * a.ColumnStride)]
                    * b.Pointer[((long)i * b.RowStride) + ((long)column * b.ColumnStride)];
            }

            c[((long)row * rowStride) + column] = sum;
        }
    }
}
