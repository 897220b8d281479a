using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>A product C = A·B as oneDNN sees it: M×K times K×N, where each operand may lie row by row or column by column.</summary>
/// <param name="Type">Element type of A and B: Float32 or BFloat16. C is Float32.</param>
/// <param name="M">Rows of A and C.</param>
/// <param name="N">Columns of B and C.</param>
/// <param name="K">Columns of A, rows of B.</param>
/// <param name="TransposeA">Whether A lies as K×M.</param>
/// <param name="TransposeB">Whether B lies as N×K.</param>
/// <param name="Batch">Products, each as the first.</param>
internal readonly record struct MatrixSizes(
    ElementType Type,
    int M,
    int N,
    int K,
    bool TransposeA = false,
    bool TransposeB = false,
    int Batch = 1
)
{
    // About 100 microseconds of one core.
    private const double SliceOperations = 16e6;

    // Slices end where oneDNN's own blocks end.
    private const int Block = 64;

    /// <summary>Whether the slices are columns of C, not rows.</summary>
    public bool ByColumns => N >= M;

    /// <summary>Rows or columns of a slice; it depends on the shape alone, so the bits do not depend on the threads.</summary>
    public int SliceSize
    {
        get
        {
            var (length, other) = ByColumns ? (N, M) : (M, N);
            var size = Math.Clamp(SliceOperations / (2.0 * other * Math.Max(1, K)), 1, length);
            return Math.Min(length, (int)Math.Ceiling(size / Block) * Block);
        }
    }

    /// <summary>Slices of C.</summary>
    public int Slices => ((ByColumns ? N : M) + SliceSize - 1) / SliceSize;

    /// <summary>Products that one piece of work does one after the other; more than 1 only where C is one slice.</summary>
    public int Products => Slices > 1 ? 1 : (int)Math.Clamp(SliceOperations / (2.0 * M * N * K), 1, Batch);

    /// <summary>Pieces of work.</summary>
    public int Chunks => (Batch + Products - 1) / Products * Slices;

    /// <summary>Elements from one row (column) of A to the next.</summary>
    public (long Row, long Column) StridesA => TransposeA ? (1, M) : (K, 1);

    /// <summary>Elements from one row (column) of B to the next.</summary>
    public (long Row, long Column) StridesB => TransposeB ? (1, K) : (N, 1);
}
