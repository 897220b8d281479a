using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = cos x, x in radians.</summary>
internal readonly struct Cos<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Cos(x);
}
