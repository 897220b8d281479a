using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>max x; NaN when one is NaN; −∞ of nothing.</summary>
internal readonly struct Largest : IReductionFormula
{
    public float Start => float.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Step<TLanes>(TLanes total, TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(total, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Merge<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes> => TLanes.Max(a, b);

    public float Finish(float total, long count) => total;
}
