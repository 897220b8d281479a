using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = 2/√π ∫₀ˣ e^−t² dt.</summary>
internal readonly struct Erf<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => ErrorFunction.Erf(x);
}
