using System.Runtime.CompilerServices;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// result = activation(result + bias[column] + residual[row, column]) while a slice is still in the cache. Not oneDNN's own post-operations: their ReLU makes 0 of NaN,
/// and a training that went astray would not be seen.
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
    public static void Run<TLanes>(in Epilogue epilogue, float* result, float* block, int firstColumn, int rows, int columns, nint rowStride) where TLanes : struct, ILanes<TLanes>
    {
        var bias = epilogue.Bias is null ? null : epilogue.Bias + firstColumn;
        var residual = epilogue.Residual;
        var activation = epilogue.Activation;
        if (bias is null && residual is null && activation == Activation.None)
        {
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            var y = block + (row * rowStride);
            var r = residual is null ? null : residual + (y - result);
            for (var column = 0; column < columns; column += TLanes.Count)
            {
                var count = Math.Min(TLanes.Count, columns - column);
                var sum = Load(y + column, count);
                sum = bias is null ? sum : sum + Load(bias + column, count);
                sum = r is null ? sum : sum + Load(r + column, count);
                sum = activation == Activation.Relu ? default(Relu).Apply(sum) : sum;
                if (count == TLanes.Count)
                {
                    sum.Store(y + column);
                }
                else
                {
                    sum.StorePartial(y + column, count);
                }
            }
        }

        static TLanes Load(float* from, int count) => count == TLanes.Count ? TLanes.Load(from) : TLanes.LoadPartial(from, count, 0);
    }
}
