using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>√(Σ x²).</summary>
internal readonly struct L2<T> : IReductionFormula<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Start => T.Zero;

    public T Step(T total, T x) => total + (x * x);

    public T Finish(T total, long count) => T.Sqrt(total);
}
