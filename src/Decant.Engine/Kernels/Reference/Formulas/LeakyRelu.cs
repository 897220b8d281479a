using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = x where x ≥ 0, slope · x elsewhere.</summary>
internal readonly struct LeakyRelu<T>(double slope) : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => x < T.Zero ? T.CreateChecked(slope) * x : x;
}
