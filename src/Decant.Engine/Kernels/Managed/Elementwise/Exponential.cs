using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>eˣ and its relatives to about one unit in the last place, in lanes.</summary>
internal static class Exponential
{
    // ln 2 in two parts: the first has so few bits that n · Ln2High is exact for every exponent n.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ = 2ⁿ · eʳ, n = round(x / ln 2). Overflow is infinity, underflow is 0 by way of denormals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (n, q) = Reduce(x, -104);
        // 2ⁿ in two factors, because n reaches from −150 to 129.
        var half = TLanes.Floor(n * TLanes.Of(0.5f));
        return (q + TLanes.Of(1)) * TLanes.PowerOfTwo(half) * TLanes.PowerOfTwo(n - half);
    }

    /// <summary>
    /// eˣ for x that is hardly above 0, with half the operations: 0 below −87, where the result has no more than a float's smallest
    /// exponents.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ExpOfNegative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (n, q) = Split(x);
        var power = TLanes.PowerOfTwo(n);
        return TLanes.Select(TLanes.Less(x, TLanes.Of(-87)), TLanes.Of(0), TLanes.MultiplyAdd(power, q, power));
    }

    /// <summary>eˣ − 1 = 2ⁿ (eʳ − 1) + (2ⁿ − 1), precise near 0, for x up to 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ExpMinus1<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (n, q) = Reduce(x, -80);
        var power = TLanes.PowerOfTwo(n);
        return TLanes.MultiplyAdd(power, q, power - TLanes.Of(1));
    }

    /// <summary>tanh |x| = −t / (t + 2), t = e^(−2|x|) − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var t = ExpMinus1(TLanes.Abs(x) * TLanes.Of(-2));
        var tanh = t / (t + TLanes.Of(2));
        return TLanes.Select(TLanes.Less(x, TLanes.Of(0)), tanh, -tanh);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Of(1) / (TLanes.Of(1) + Exp(-x));

    // Outside these bounds the result is the limit or infinity all the same, and n stays in the range of the factors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes N, TLanes Q) Reduce<TLanes>(TLanes x, float lowest)
        where TLanes : struct, ILanes<TLanes> => Split(TLanes.Clamp(x, lowest, 89));

    /// <summary>
    /// n = round(x / ln 2) and eʳ − 1 of the rest r, |r| ≤ ½ ln 2, by its Taylor series: the next term, r⁸/8!, is under 2⁻²⁷.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes N, TLanes Q) Split<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var n = TLanes.Round(x * TLanes.Of(1.44269504f));
        var r = TLanes.MultiplyAdd(n, TLanes.Of(-Ln2Low), TLanes.MultiplyAdd(n, TLanes.Of(-Ln2High), x));
        var p = TLanes.Of(1 / 5040f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Of(1 / 720f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Of(1 / 120f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Of(1 / 24f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Of(1 / 6f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Of(0.5f));
        return (n, TLanes.MultiplyAdd(p * r, r, r));
    }
}
