using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>The way of a recurrent layer through time, in one direction, and back.</summary>
internal static unsafe class Recurrence
{
    /// <summary>All steps.</summary>
    /// <param name="product">How matrices are multiplied.</param>
    /// <param name="cell">What happens at one step.</param>
    /// <param name="sizes">Sizes.</param>
    /// <param name="memory">Operands.</param>
    /// <param name="direction">Which weights.</param>
    /// <param name="reverse">Whether the last step is seen first.</param>
    public static void Forward<T, TProduct, TCell>(
        TProduct product,
        TCell cell,
        in RecurrenceSizes sizes,
        in RecurrenceMemory<T> memory,
        int direction,
        bool reverse
    )
        where T : unmanaged, IFloatingPointIeee754<T>
        where TProduct : struct, IMatrixProduct<T>
        where TCell : struct, IRecurrentCell<T>
    {
        var (states, rows) = (sizes.N * sizes.H, sizes.Rows);
        Begin(memory.FirstHidden, memory.LastHidden);
        Begin(memory.FirstCell, memory.LastCell);

        // z = x·wᵀ + bias, for all steps at once.
        var z = sizes.Kept(memory.Z, direction, 0, rows);
        var w = new Strided<T>(memory.W + ((long)direction * rows * sizes.I), sizes.I);
        product.Run(new(memory.X, sizes.I), w.Transposed, z, rows, sizes.T * sizes.N, rows, sizes.I, add: false);
        if (memory.Bias is not null)
        {
            var bias = memory.Bias + ((long)direction * 2 * rows);
            for (long row = 0; row < (long)sizes.T * sizes.N; row++)
            for (var i = 0; i < rows; i++)
            {
                z[(row * rows) + i] += i < cell.BiasedGates * sizes.H ? bias[i] + bias[rows + i] : bias[i];
            }
        }

        for (var step = 0; step < sizes.T; step++)
        {
            var t = reverse ? sizes.T - 1 - step : step;
            new Span<T>(sizes.State(memory.LastHidden, direction), states).CopyTo(
                new(sizes.Kept(memory.Hidden, direction, t, sizes.H), states)
            );
            new Span<T>(sizes.Shown(memory.Y, direction, t), states).Clear();
            cell.Forward(product, sizes, memory, direction, t);
        }

        void Begin(T* first, T* last)
        {
            if (last is not null)
            {
                Copy(first, last, direction, states);
            }
        }
    }

    /// <summary>All steps back.</summary>
    /// <param name="product">How matrices are multiplied.</param>
    /// <param name="cell">What happens at one step.</param>
    /// <param name="sizes">Sizes.</param>
    /// <param name="memory">Operands.</param>
    /// <param name="direction">Which weights.</param>
    /// <param name="reverse">Whether the last step was seen first.</param>
    public static void Backward<T, TProduct, TCell>(
        TProduct product,
        TCell cell,
        in RecurrenceSizes sizes,
        in RecurrenceGradientMemory<T> memory,
        int direction,
        bool reverse
    )
        where T : unmanaged, IFloatingPointIeee754<T>
        where TProduct : struct, IMatrixProduct<T>
        where TCell : struct, IRecurrentCell<T>
    {
        var rows = sizes.Rows;
        Copy(memory.DLastHidden, memory.DHidden, direction, sizes.N * sizes.H);
        new Span<T>(memory.DR + ((long)direction * rows * sizes.H), rows * sizes.H).Clear();
        new Span<T>(memory.DBias + ((long)direction * 2 * rows), 2 * rows).Clear();
        if (memory.DCell is not null)
        {
            Copy(memory.DLastCell, memory.DCell, direction, sizes.N * sizes.H);
            new Span<T>(memory.DPeepholes + ((long)direction * 3 * sizes.H), 3 * sizes.H).Clear();
        }

        for (var step = sizes.T - 1; step >= 0; step--)
        {
            cell.Backward(product, sizes, memory, direction, reverse ? sizes.T - 1 - step : step);
        }
    }

    /// <summary>Adds every row of a matrix to a row.</summary>
    public static void AddRows<T>(T* x, int rowStride, int rows, T* sum, int columns)
        where T : unmanaged, INumber<T>
    {
        for (var row = 0; row < rows; row++)
        for (var i = 0; i < columns; i++)
        {
            sum[i] += x[((long)row * rowStride) + i];
        }
    }

    private static void Copy<T>(T* source, T* target, int direction, int count)
        where T : unmanaged
    {
        var to = new Span<T>(target + ((long)direction * count), count);
        if (source is null)
        {
            to.Clear();
        }
        else
        {
            new Span<T>(source + ((long)direction * count), count).CopyTo(to);
        }
    }
}
