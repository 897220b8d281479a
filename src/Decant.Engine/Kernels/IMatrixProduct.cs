namespace Decant.Engine.Kernels;

/// <summary>A product of matrices that a kernel is given, so that its own loops are written once for the plain and the fast one.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe interface IMatrixProduct<T>
    where T : unmanaged
{
    /// <summary>C = A·B, or C += A·B.</summary>
    /// <param name="a">M×K.</param>
    /// <param name="b">K×N.</param>
    /// <param name="c">M×N, row by row.</param>
    /// <param name="rowStride">Elements from one row of C to the next.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="add">Whether the product is added to C.</param>
    void Run(Strided<T> a, Strided<T> b, T* c, int rowStride, int m, int n, int k, bool add);
}
