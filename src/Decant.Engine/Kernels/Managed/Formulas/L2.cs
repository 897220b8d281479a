using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>√(Σ x²).</summary>
internal readonly struct L2 : IReductionFormula
{
    public float Start => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Step<TLanes>(TLanes total, TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(x, x, total);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Merge<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes> => a + b;

    public float Finish(float total, long count) => MathF.Sqrt(total);
}
