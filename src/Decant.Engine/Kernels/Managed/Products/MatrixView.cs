namespace Decant.Engine.Kernels.Managed;

/// <summary>A float matrix in memory: element (row, column) is at <c>Pointer + row·RowStride + column·ColumnStride</c>.</summary>
internal readonly unsafe struct MatrixView(float* pointer, nint rowStride, nint columnStride = 1)
{
    public readonly float* Pointer = pointer;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    /// <summary>The same memory with rows and columns exchanged.</summary>
    public MatrixView Transposed => new(Pointer, ColumnStride, RowStride);

    public float* At(nint row, nint column) => Pointer + (row * RowStride) + (column * ColumnStride);
}
