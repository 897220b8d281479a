using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = ½ x (1 + tanh u), u = √(2/π) (x + 0.044715 x³). Hendrycks and Gimpel 2016, arXiv:1606.08415.</summary>
internal readonly struct GeluTanh<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x)
    {
        var u = T.CreateChecked(Math.Sqrt(2 / Math.PI)) * (x + (T.CreateChecked(0.044715) * x * x * x));
        return T.CreateChecked(0.5) * x * (T.One + T.Tanh(u));
    }
}

/// <summary>dx = dy · ½ (1 + tanh u + x (1 − tanh² u) u′), u′ = √(2/π) (1 + 3 · 0.044715 x²).</summary>
internal readonly struct GeluTanhGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T x)
    {
        var root = T.CreateChecked(Math.Sqrt(2 / Math.PI));
        var tanh = T.Tanh(root * (x + (T.CreateChecked(0.044715) * x * x * x)));
        var slope = root * (T.One + (T.CreateChecked(3 * 0.044715) * x * x));
        return dy * T.CreateChecked(0.5) * (T.One + tanh + (x * (T.One - (tanh * tanh)) * slope));
    }
}
