using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>The nearest whole number, the even one of two that are equally near.</summary>
internal readonly struct Round<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Round(x, MidpointRounding.ToEven);
}
