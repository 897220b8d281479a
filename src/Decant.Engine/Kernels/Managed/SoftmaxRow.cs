using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// What softmax and its relatives do with one row of neighbouring elements. Every result depends on the row alone. Sums
/// are made block by block, so that their rounding error grows with the blocks' number and not with the row's length.
/// </summary>
internal static unsafe class SoftmaxRow
{
    private const int Block = 1024;

    /// <summary>max x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest<TLanes>(float* x, int count) where TLanes : struct, ILanes<TLanes>
    {
        TLanes largest = TLanes.Of(float.NegativeInfinity), other = largest;
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
    public static float SumOfExp<TLanes>(float* x, int count, float largest) where TLanes : struct, ILanes<TLanes>
    {
        TLanes shift = TLanes.Of(largest), total = TLanes.Of(0);
        for (var i = 0; i < count;)
        {
            var end = Math.Min(count, i + Block);
            var sum = TLanes.Of(0);
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                sum += Exponential.Exp(TLanes.Load(x + i) - shift);
            }

            if (i < end)
            {
                sum += Exponential.Exp(TLanes.LoadPartial(x + i, end - i, float.NegativeInfinity) - shift);
                i = end;
            }

            total += sum;
        }

        return total.Sum();
    }

    /// <summary>y = e^(x − largest); returns its sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp<TLanes>(float* x, float* y, int count, float largest) where TLanes : struct, ILanes<TLanes>
    {
        TLanes shift = TLanes.Of(largest), total = TLanes.Of(0);
        for (var i = 0; i < count;)
        {
            var end = Math.Min(count, i + Block);
            var sum = TLanes.Of(0);
            for (; i <= end - TLanes.Count; i += TLanes.Count)
            {
                var exponential = Exponential.Exp(TLanes.Load(x + i) - shift);
                exponential.Store(y + i);
                sum += exponential;
            }

            if (i < end)
            {
                var exponential = Exponential.Exp(TLanes.LoadPartial(x + i, end - i, float.NegativeInfinity) - shift);
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
    public static float Dot<TLanes>(float* a, float* b, int count) where TLanes : struct, ILanes<TLanes>
    {
        var total = TLanes.Of(0);
        for (var i = 0; i < count;)
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
    public static float Sum<TLanes>(float* a, int count) where TLanes : struct, ILanes<TLanes>
    {
        var total = TLanes.Of(0);
        for (var i = 0; i < count;)
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
