using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = 1 / (1 + e⁻ˣ).</summary>
internal readonly struct Sigmoid : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> =>
        Exponential.Sigmoid(x);
}

/// <summary>dx = dy · y (1 − y).</summary>
internal readonly struct SigmoidGradient : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes y) where TLanes : struct, ILanes<TLanes> =>
        dy * (y * (TLanes.Of(1) - y));
}
