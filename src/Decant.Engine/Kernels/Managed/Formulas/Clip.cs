using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = min(max(x, low), high); NaN stays NaN.</summary>
internal readonly struct Clip(float low, float high) : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Min(TLanes.Max(x, TLanes.Of(low)), TLanes.Of(high));
}
