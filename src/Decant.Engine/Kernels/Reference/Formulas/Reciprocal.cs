using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = 1/x.</summary>
internal readonly struct Reciprocal<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.One / x;
}
