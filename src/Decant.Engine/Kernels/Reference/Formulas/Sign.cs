using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = −1, 0 or 1; NaN stays NaN.</summary>
internal readonly struct Sign<T> : IUnaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T x) =>
        x > T.Zero ? T.One
        : x < T.Zero ? -T.One
        : x;
}
