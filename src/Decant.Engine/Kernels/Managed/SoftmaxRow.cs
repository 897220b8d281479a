using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>What softmax and its relatives do with one row of neighbouring elements. Every result depends on the row alone.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>max x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest<TLanes>(float* x, int count) where TLanes : struct, ILanes<TLanes>
    {
        var largest = TLanes.Of(float.NegativeInfinity);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            largest = TLanes.Max(largest, TLanes.Load(x + i));
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
        TLanes shift = TLanes.Of(largest), sum = TLanes.Of(0);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            sum += Exponential.Exp(TLanes.Load(x + i) - shift);
        }

        if (i < count)
        {
            sum += Exponential.Exp(TLanes.LoadPartial(x + i, count - i, float.NegativeInfinity) - shift);
        }

        return sum.Sum();
    }

    /// <summary>y = e^(x − largest); returns its sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp<TLanes>(float* x, float* y, int count, float largest) where TLanes : struct, ILanes<TLanes>
    {
        TLanes shift = TLanes.Of(largest), sum = TLanes.Of(0);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            var exponential = Exponential.Exp(TLanes.Load(x + i) - shift);
            exponential.Store(y + i);
            sum += exponential;
        }

        if (i < count)
        {
            var exponential = Exponential.Exp(TLanes.LoadPartial(x + i, count - i, float.NegativeInfinity) - shift);
            exponential.StorePartial(y + i, count - i);
            sum += exponential;
        }

        return sum.Sum();
    }

    /// <summary>Σ a · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot<TLanes>(float* a, float* b, int count) where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Of(0);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(a + i), TLanes.Load(b + i), sum);
        }

        if (i < count)
        {
            sum = TLanes.MultiplyAdd(TLanes.LoadPartial(a + i, count - i, 0), TLanes.LoadPartial(b + i, count - i, 0), sum);
        }

        return sum.Sum();
    }

    /// <summary>Σ a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TLanes>(float* a, int count) where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Of(0);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            sum += TLanes.Load(a + i);
        }

        if (i < count)
        {
            sum += TLanes.LoadPartial(a + i, count - i, 0);
        }

        return sum.Sum();
    }
}
