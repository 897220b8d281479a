using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = x Φ(x), Φ the standard normal distribution.</summary>
internal readonly struct Gelu : IUnaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => x * NormalDistribution.Cdf(x);
}

/// <summary>dx = dy · (Φ(x) + x φ(x)), φ(x) = e^(−x²/2) / √(2π).</summary>
internal readonly struct GeluGradient : IBinaryFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes x)
        where TLanes : struct, ILanes<TLanes> => dy * NormalDistribution.SlopeOfGelu(x);
}
