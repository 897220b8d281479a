using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = arctan x, in radians.</summary>
internal readonly struct Atan<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Atan(x);
}
