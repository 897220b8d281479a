using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = |x|.</summary>
internal readonly struct Abs : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Abs(x);
}

/// <summary>dx = dy · sign x; 0 at 0.</summary>
internal readonly struct AbsGradient : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(TLanes.Of(0), x), dy, TLanes.Select(TLanes.Less(x, TLanes.Of(0)), -dy, x * TLanes.Of(0)));
}
