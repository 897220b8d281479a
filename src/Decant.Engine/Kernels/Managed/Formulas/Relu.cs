using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = max(x, 0); NaN stays NaN.</summary>
internal readonly struct Relu : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Select(TLanes.Less(x, TLanes.Of(0)), TLanes.Of(0), x);
}

/// <summary>dx = dy where y &gt; 0; 0 at 0.</summary>
internal readonly struct ReluGradient : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Select(TLanes.Less(TLanes.Of(0), y), dy, TLanes.Of(0));
}
