using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = ln x.</summary>
internal readonly struct Log : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Logarithm.Log(x);
}

/// <summary>dx = dy / x.</summary>
internal readonly struct LogGradient : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes x) where TLanes : struct, ILanes<TLanes> =>
        dy / x;
}
