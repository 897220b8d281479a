using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = min(max(x, low), high); NaN stays NaN.</summary>
internal readonly struct Clip(float low, float high) : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Min(TLanes.Max(x, TLanes.Of(low)), TLanes.Of(high));
}

/// <summary>dx = dy where low ≤ x ≤ high, 0 elsewhere.</summary>
internal readonly struct ClipGradient(float low, float high) : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Of(0);
        var above = TLanes.Select(TLanes.LessOrEqual(TLanes.Of(low), x), dy, zero);
        return TLanes.Select(TLanes.LessOrEqual(x, TLanes.Of(high)), above, zero);
    }
}
