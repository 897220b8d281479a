using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>Σ x².</summary>
internal readonly struct SumSquare<T> : IReductionFormula<T>
    where T : unmanaged, INumber<T>
{
    public T Start => T.Zero;

    public T Step(T total, T x) => total + (x * x);

    public T Finish(T total, long count) => total;
}
