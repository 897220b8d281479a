using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>Σ x / n; NaN of nothing.</summary>
internal readonly struct Mean<T> : IReductionFormula<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Start => T.Zero;

    public T Step(T total, T x) => total + x;

    public T Finish(T total, long count) => total / T.CreateChecked(count);
}
