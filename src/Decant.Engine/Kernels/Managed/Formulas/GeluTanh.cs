using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed.Formulas;

/// <summary>y = ½ x (1 + tanh u), u = √(2/π) (x + 0.044715 x³).</summary>
internal readonly struct GeluTanh : IUnaryFormula
{
    private const float Root = 0.797884561f;
    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var square = x * x;
        var u = x * TLanes.MultiplyAdd(square, TLanes.Of(Root * Cubic), TLanes.Of(Root));
        return TLanes.Of(0.5f) * x * (TLanes.Of(1) + Exponential.Tanh(u));
    }
}

/// <summary>dx = dy · ½ (1 + tanh u + x (1 − tanh² u) u′), u′ = √(2/π) (1 + 3 · 0.044715 x²).</summary>
internal readonly struct GeluTanhGradient : IBinaryFormula
{
    private const float Root = 0.797884561f;
    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes dy, TLanes x) where TLanes : struct, ILanes<TLanes>
    {
        var square = x * x;
        var u = x * TLanes.MultiplyAdd(square, TLanes.Of(Root * Cubic), TLanes.Of(Root));
        var slope = TLanes.MultiplyAdd(square, TLanes.Of(3 * Root * Cubic), TLanes.Of(Root));
        var tanh = Exponential.Tanh(u);
        return dy * TLanes.Of(0.5f) * (TLanes.Of(1) + tanh + (x * (TLanes.Of(1) - (tanh * tanh)) * slope));
    }
}
