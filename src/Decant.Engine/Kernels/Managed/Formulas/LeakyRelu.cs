using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = x where x ≥ 0, slope · x elsewhere.</summary>
internal readonly struct LeakyRelu(float slope) : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(x, TLanes.Of(0)), TLanes.Of(slope) * x, x);
}

/// <summary>dx = dy where x &gt; 0, slope · dy elsewhere.</summary>
internal readonly struct LeakyReluGradient(float slope) : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes x) where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(TLanes.Of(0), x), dy, TLanes.Of(slope) * dy);
}
