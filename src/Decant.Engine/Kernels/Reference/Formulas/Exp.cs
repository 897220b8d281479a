using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = eˣ.</summary>
internal readonly struct Exp<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Exp(x);
}
