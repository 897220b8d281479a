using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The error function in lanes, to about 2⁻²³ of its value. The coefficients are Chebyshev fits: of erf √z / √z on
/// 0 ≤ z ≤ 1 (error 1.3e-9), and of erfc x · e^x² / t with t = 1/(1 + x/2) on 1 ≤ x ≤ 10.6 (error 7.6e-9).
/// </summary>
internal static class ErrorFunction
{
    /// <summary>erf x = 2/√π ∫₀ˣ e^−t² dt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Erf<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var size = TLanes.Abs(x);
        var tail = TLanes.Of(1) - Tail(size);
        var signed = TLanes.Select(TLanes.Less(x, TLanes.Of(0)), -tail, tail);
        return TLanes.Select(TLanes.Less(size, TLanes.Of(1)), Middle(x), signed);
    }

    // erf x for |x| < 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Middle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var z = x * x;
        var p = TLanes.Of(7.875875063e-5f);
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(-0.0008016864287f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.005189087423f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(-0.02685421201f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(0.1128359472f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(-0.3761262667f));
        p = TLanes.MultiplyAdd(p, z, TLanes.Of(1.128379166f));
        return x * p;
    }

    // erfc x for x ≥ 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Tail<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var t = TLanes.Of(1) / TLanes.MultiplyAdd(x, TLanes.Of(0.5f), TLanes.Of(1));
        var p = TLanes.Of(0.09446984572f);
        p = TLanes.MultiplyAdd(p, t, TLanes.Of(-0.2291725888f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Of(0.08606763935f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Of(0.05859303447f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Of(0.1797152505f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Of(0.2467539819f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Of(0.282064752f));
        p = TLanes.MultiplyAdd(p, t, TLanes.Of(0.2820971664f));
        return p * t * Exponential.Exp(-(x * x));
    }
}
