using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = √x.</summary>
internal readonly struct Sqrt<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Sqrt(x);
}
