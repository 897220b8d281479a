using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = x where x ≥ 0, scale · (eˣ − 1) elsewhere.</summary>
internal readonly struct Elu<T>(double scale) : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => x < T.Zero ? T.CreateChecked(scale) * NearZero.ExpMinus1(x) : x;
}
