using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>The smallest whole number that is at least x.</summary>
internal readonly struct Ceil<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Ceiling(x);
}
