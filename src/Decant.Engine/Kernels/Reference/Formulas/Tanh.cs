using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).</summary>
internal readonly struct Tanh<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Tanh(x);
}
