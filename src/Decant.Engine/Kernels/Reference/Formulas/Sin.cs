using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = sin x, x in radians.</summary>
internal readonly struct Sin<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Sin(x);
}
