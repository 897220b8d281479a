using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>min x; NaN when one is NaN; ∞ of nothing.</summary>
internal readonly struct Smallest : IReductionFormula
{
    public float Start => float.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Step<TLanes>(TLanes total, TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Min(total, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Merge<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes> => TLanes.Min(a, b);

    public float Finish(float total, long count) => total;
}
