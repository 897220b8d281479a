using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = x·min(max(x/6 + ½, 0), 1); NaN stays NaN.</summary>
internal readonly struct HardSwish : IUnaryFormula
{
    // The sum of two numbers is never −0 unless both are, so that the bound 0 is safe.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => x * TLanes.Clamp(TLanes.MultiplyAdd(x, TLanes.Of(1 / 6f), TLanes.Of(0.5f)), 0, 1);
}

/// <summary>dx = dy·(x/3 + ½) where −3 ≤ x ≤ 3, dy above, 0 below.</summary>
internal readonly struct HardSwishGradient : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var slope = TLanes.MultiplyAdd(x, TLanes.Of(1 / 3f), TLanes.Of(0.5f));
        slope = TLanes.Select(TLanes.Less(x, TLanes.Of(-3)), TLanes.Of(0), slope);
        return dy * TLanes.Select(TLanes.Less(TLanes.Of(3), x), TLanes.Of(1), slope);
    }
}
