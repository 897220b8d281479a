using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = 1 / (1 + e⁻ˣ).</summary>
internal readonly struct Sigmoid<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.One / (T.One + T.Exp(-x));
}
