using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = x where x ≥ 0, scale · (eˣ − 1) elsewhere.</summary>
internal readonly struct Elu(float scale) : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(x, TLanes.Of(0)), TLanes.Of(scale) * Exponential.ExpMinus1(x), x);
}
