using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = √x.</summary>
internal readonly struct Sqrt : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Sqrt(x);
}

/// <summary>dx = dy / (2y); 0 at 0, where the derivative is infinite.</summary>
internal readonly struct SqrtGradient : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.Equal(y, TLanes.Of(0)), TLanes.Of(0), dy / (y + y));
}
