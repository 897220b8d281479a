using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = −1, 0 or 1; NaN stays NaN.</summary>
internal readonly struct Sign : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(TLanes.Of(0), x), TLanes.Of(1), TLanes.Select(TLanes.Less(x, TLanes.Of(0)), TLanes.Of(-1), x));
}
