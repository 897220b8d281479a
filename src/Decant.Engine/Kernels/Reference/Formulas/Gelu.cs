using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = x Φ(x), Φ the standard normal distribution. Hendrycks and Gimpel 2016, arXiv:1606.08415.</summary>
internal readonly struct Gelu<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => x * ErrorFunction.NormalCdf(x);
}

/// <summary>dx = dy · (Φ(x) + x φ(x)), φ(x) = e^(−x²/2) / √(2π).</summary>
internal readonly struct GeluGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T x)
    {
        var density = T.Exp(x * x * T.CreateChecked(-0.5)) / T.CreateChecked(Math.Sqrt(2 * Math.PI));
        return dy * (ErrorFunction.NormalCdf(x) + (x * density));
    }
}
