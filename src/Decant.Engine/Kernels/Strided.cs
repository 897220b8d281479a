namespace Decant.Engine.Kernels;

/// <summary>A matrix in memory: element (row, column) is at <c>Pointer + row·RowStride + column·ColumnStride</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly unsafe struct Strided<T>(T* pointer, int rowStride, int columnStride = 1)
    where T : unmanaged
{
    public readonly T* Pointer = pointer;
    public readonly int RowStride = rowStride;
    public readonly int ColumnStride = columnStride;

    /// <summary>The same memory with rows and columns exchanged.</summary>
    public Strided<T> Transposed => new(Pointer, ColumnStride, RowStride);
}
