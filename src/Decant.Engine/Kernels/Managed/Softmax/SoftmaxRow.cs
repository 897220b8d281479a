using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// What softmax and its relatives do with one row of neighbouring elements. Every result depends on the row alone. Sums
/// are made block by block, so that their rounding error grows with the blocks' number and not with the row's length.
/// </summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>Elements of a block.</summary>
    public const int Block = 1024;

    /// <summary>max x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest<TLanes>(float* x, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes largest = TLanes.Of(float.NegativeInfinity),
            other = largest;
        var i = 0;
        for (; i <= count - (2 * TLanes.Count); i += 2 * TLanes.Count)
        {
            largest = TLanes.Max(largest, TLanes.Load(x + i));
            other = TLanes.Max(other, TLanes.Load(x + i + TLanes.Count)); // two side by side hide half the latency
        }

        largest = TLanes.Max(largest, other);
        if (i <= count - TLanes.Count)
        {
            largest = TLanes.Max(largest, TLanes.Load(x + i));
            i += TLanes.Count;
        }

        if (i < count)
        {
            largest = TLanes.Max(largest, TLanes.LoadPartial(x + i, count - i, float.NegativeInfinity));
        }

        return largest.Largest();
    }

    /// <summary>Σ e^(x − largest).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumOfExp<TLanes>(float* x, int count, float largest)
        where TLanes : struct, ILanes<TLanes> => SumOfExp(x, count, largest, TLanes.Of(1));

    /// <summary>Σ e^((x − largest)·factor).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumOfExp<TLanes>(float* x, int count, float largest, TLanes factor)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes shift = TLanes.Of(largest),
            total = TLanes.Of(0);
        for (var i = 0; i < count; )
        {
            var end = Math.Min(count, i + Block);
            var sum = TLanes.Of(0);
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                sum += Exponential.ExpOfNegative((TLanes.Load(x + i) - shift) * factor);
            }

            if (i < end)
            {
                sum += Exponential.ExpOfNegative((TLanes.LoadPartial(x + i, end - i, float.NegativeInfinity) - shift) * factor);
                i = end;
            }

            total += sum;
        }

        return total.Sum();
    }

    /// <summary>
    /// max x and ln Σ e^((x − max x)·factor) of some rows that follow each other; the logarithms of all rows are made side by side.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void LogSumOfExp<TLanes>(float* x, int count, float factor, float* largest, float* logarithm, int rows)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var row = 0; row < rows; row++)
        {
            largest[row] = Largest<TLanes>(x + ((long)row * count), count);
            logarithm[row] = SumOfExp(x + ((long)row * count), count, largest[row], TLanes.Of(factor));
        }

        for (var row = 0; row < rows; row += TLanes.Count)
        {
            RowLanes.Store(Logarithm.Log(RowLanes.Load<TLanes>(logarithm + row, rows - row, 1)), logarithm + row, rows - row);
        }
    }

    /// <summary>y = e^(x − largest); returns its sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp<TLanes>(float* x, float* y, int count, float largest)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes shift = TLanes.Of(largest),
            total = TLanes.Of(0);
        for (var i = 0; i < count; )
        {
            var end = Math.Min(count, i + Block);
            var sum = TLanes.Of(0);
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                var exponential = Exponential.ExpOfNegative(TLanes.Load(x + i) - shift);
                exponential.Store(y + i);
                sum += exponential;
            }

            if (i < end)
            {
                var exponential = Exponential.ExpOfNegative(TLanes.LoadPartial(x + i, end - i, float.NegativeInfinity) - shift);
                exponential.StorePartial(y + i, end - i);
                sum += exponential;
                i = end;
            }

            total += sum;
        }

        return total.Sum();
    }

    /// <summary>Σ a · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot<TLanes>(float* a, float* b, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var total = TLanes.Of(0);
        for (var i = 0; i < count; )
        {
            var end = Math.Min(count, i + Block);
            var sum = TLanes.Of(0);
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(a + i), TLanes.Load(b + i), sum);
            }

            if (i < end)
            {
                sum = TLanes.MultiplyAdd(TLanes.LoadPartial(a + i, end - i, 0), TLanes.LoadPartial(b + i, end - i, 0), sum);
                i = end;
            }

            total += sum;
        }

        return total.Sum();
    }

    /// <summary>Σ a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TLanes>(float* a, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var total = TLanes.Of(0);
        for (var i = 0; i < count; )
        {
            var end = Math.Min(count, i + Block);
            var sum = TLanes.Of(0);
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                sum += TLanes.Load(a + i);
            }

            if (i < end)
            {
                sum += TLanes.LoadPartial(a + i, end - i, 0);
                i = end;
            }

            total += sum;
        }

        return total.Sum();
    }
}
