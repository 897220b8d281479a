using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = min(max(x, low), high); NaN stays NaN.</summary>
internal readonly struct Clip(float low, float high) : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Min(TLanes.Max(x, TLanes.Of(low)), TLanes.Of(high));
}

/// <summary>dx = dy where low ≤ x ≤ high.</summary>
internal readonly struct ClipGradient(float low, float high) : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.LessOrEqual(TLanes.Of(low), x), TLanes.Select(TLanes.LessOrEqual(x, TLanes.Of(high)), dy, TLanes.Of(0)), TLanes.Of(0));
}
