using System.Runtime.CompilerServices;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// result = activation(result + bias[column] + residual[row, column]) while a slice is still in the cache. Not oneDNN's own
/// post-operations: their ReLU makes 0 of NaN, and a training that went astray would not be seen.
/// </summary>
internal static unsafe class EpilogueRows
{
    /// <summary>Applies it to a block of the result.</summary>
    /// <param name="epilogue">Bias of the result's columns, a residual that lies as the result does, activation.</param>
    /// <param name="result">The result's first element.</param>
    /// <param name="block">The block's first element.</param>
    /// <param name="firstColumn">The block's first column.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="columns">Columns of the block.</param>
    /// <param name="rowStride">Elements from one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(
        in Epilogue epilogue,
        float* result,
        float* block,
        int firstColumn,
        int rows,
        int columns,
        nint rowStride
    )
        where TLanes : struct, ILanes<TLanes>
    {
        var writer = TileWriter.For(epilogue, result, first: true, last: true);
        if (writer.Finish)
        {
            writer.Write<TLanes>(block, rowStride, block, rowStride, rows, columns, firstColumn);
        }
    }
}
