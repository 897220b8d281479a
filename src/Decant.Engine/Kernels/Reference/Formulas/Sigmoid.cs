using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = 1 / (1 + e⁻ˣ).</summary>
internal readonly struct Sigmoid<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.One / (T.One + T.Exp(-x));
}

/// <summary>dx = dy · y (1 − y).</summary>
internal readonly struct SigmoidGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T y) => dy * (y * (T.One - y));
}
