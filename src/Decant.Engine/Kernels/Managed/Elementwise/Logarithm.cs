using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>ln x and its relatives to about one unit in the last place, in lanes.</summary>
internal static class Logarithm
{
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>
    /// ln x = e ln 2 + ln m, x = m · 2ᵉ, √½ ≤ m ≤ √2; with s = (m − 1)/(m + 1), ln m = 2 (s + s³/3 + s⁵/5 + s⁷/7 + s⁹/9 + …).
    /// Of 0 −∞, of negative numbers NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // Denormals are lifted by 2²⁴, because their bits hold no exponent.
        var denormal = TLanes.Less(x, TLanes.Of(1.17549435e-38f));
        var lifted = TLanes.Select(denormal, x * TLanes.Of(16777216f), x);
        var e = TLanes.Exponent(lifted) - TLanes.Select(denormal, TLanes.Of(24), TLanes.Of(0));
        var m = TLanes.Mantissa(lifted);
        var upper = TLanes.Less(TLanes.Of(1.41421356f), m);
        m = TLanes.Select(upper, m * TLanes.Of(0.5f), m);
        e += TLanes.Select(upper, TLanes.Of(1), TLanes.Of(0));

        var f = m - TLanes.Of(1);
        var s = f / (f + TLanes.Of(2));
        var square = s * s;
        var p = TLanes.Of(2 / 9f);
        p = TLanes.MultiplyAdd(p, square, TLanes.Of(2 / 7f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Of(2 / 5f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Of(2 / 3f)) * square;
        // 2s = f − s·f, where f is exact: the rounding of s counts only in the smaller part.
        var logarithm = f - (s * (f - p));
        logarithm = TLanes.MultiplyAdd(e, TLanes.Of(Ln2High), TLanes.MultiplyAdd(e, TLanes.Of(Ln2Low), logarithm));

        var infinite = TLanes.Equal(x, TLanes.Of(float.PositiveInfinity));
        var valid = TLanes.Less(TLanes.Of(0), x);
        var special = TLanes.Select(TLanes.Equal(x, TLanes.Of(0)), TLanes.Of(float.NegativeInfinity), TLanes.Of(float.NaN));
        return TLanes.Select(valid, TLanes.Select(infinite, x, logarithm), special);
    }

    /// <summary>ln(1 + x) for x ≥ 0. The rounding of u = 1 + x is taken back: ln u · x / (u − 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogPlus1<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var u = x + TLanes.Of(1);
        return TLanes.Select(TLanes.Equal(u, TLanes.Of(1)), x, Log(u) * (x / (u - TLanes.Of(1))));
    }
}
