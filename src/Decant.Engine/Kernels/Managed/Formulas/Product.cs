using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>Π x.</summary>
internal readonly struct Product : IReductionFormula
{
    public float Start => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Step<TLanes>(TLanes total, TLanes x)
        where TLanes : struct, ILanes<TLanes> => total * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Merge<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes> => a * b;

    public float Finish(float total, long count) => total;
}
