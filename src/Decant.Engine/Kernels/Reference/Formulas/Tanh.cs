using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).</summary>
internal readonly struct Tanh<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Tanh(x);
}

/// <summary>dx = dy · (1 − y²).</summary>
internal readonly struct TanhGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T y) => dy * (T.One - (y * y));
}
