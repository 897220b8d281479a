using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Products of blocks that one thread holds in its own memory, for kernels that do something with the sums before they reach memory. An
/// element's bits depend on the order of its steps alone.
/// </summary>
/// <param name="kernel">The innermost loop.</param>
/// <param name="sums">Room for <see cref="SumFloats"/>.</param>
internal readonly unsafe struct BlockProduct(MicroKernel kernel, float* sums)
{
    /// <summary>Every kernel's rows divide this: a left block with room for so many is never read past its end.</summary>
    public const int RowMultiple = 48;

    /// <summary>The largest tile of sums.</summary>
    public const int SumFloats = 512;

    /// <summary>A count of rows up to the next multiple.</summary>
    public static int Up(int rows) => (rows + RowMultiple - 1) / RowMultiple * RowMultiple;

    /// <summary>
    /// From a row of a block in own memory to the next: an odd number of cache lines spreads rows over the sets of the cache.
    /// </summary>
    public static int Stride(int columns) => (((Up(columns) + 15) / 16) | 1) * 16;

    /// <summary>Floats of a packed right block.</summary>
    public long PanelFloats(int columns, int depth) => (long)MatrixBlocking.Divide(columns, kernel.Columns) * kernel.Columns * depth;

    /// <summary>Packs a right block.</summary>
    /// <param name="source">Depth × columns, any strides.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="depth">Steps.</param>
    /// <param name="panels">Room for <see cref="PanelFloats"/>.</param>
    public void Pack(MatrixView source, int columns, int depth, float* panels) =>
        new RightPanels(source, columns, kernel.Columns, depth).Pack(0, columns, 0, depth, panels);

    /// <summary>C = A·B, or C += A·B.</summary>
    /// <param name="left">A: element (row, step) at row · RowStride + step · ColumnStride, with memory for <see cref="Up"/> rows.</param>
    /// <param name="right">B, packed.</param>
    /// <param name="c">C.</param>
    /// <param name="rowStride">From a row of C to the next.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="depth">Steps.</param>
    /// <param name="add">Whether the product is added to C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(MatrixView left, float* right, float* c, nint rowStride, int rows, int columns, int depth, bool add)
        where TLanes : struct, ILanes<TLanes>
    {
        nint segment = 0;
        var operands = new TileOperands
        {
            RowStride = left.RowStride,
            StepStride = left.ColumnStride,
            Segments = &segment,
            SegmentCount = 1,
            Depth = depth,
            RightStride = kernel.Columns,
            Sums = sums,
        };
        for (var row = 0; row < rows; row += kernel.Rows)
        {
            for (var quad = 0; quad < kernel.Quads; quad++)
            {
                (&operands.Quad0)[quad] = left.At(row + (4 * quad), 0);
            }

            var count = Math.Min(kernel.Rows, rows - row);
            for (var column = 0; column < columns; column += kernel.Columns)
            {
                operands.Right = right + ((nint)column * depth);
                kernel.Run(&operands);
                var width = Math.Min(kernel.Columns, columns - column);
                for (var i = 0; i < count; i++)
                {
                    Write<TLanes>(sums + (i * kernel.Columns), c + ((row + i) * rowStride) + column, width, add);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TLanes>(float* from, float* to, int count, bool add)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var sum = TLanes.Load(from + i);
            RowLanes.Store(add ? RowLanes.Load<TLanes>(to + i, count - i) + sum : sum, to + i, count - i);
        }
    }
}
