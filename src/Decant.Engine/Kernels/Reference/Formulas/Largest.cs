using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>max x; NaN when one is NaN; the smallest number of the type of nothing.</summary>
internal readonly struct Largest<T> : IReductionFormula<T>
    where T : unmanaged, INumber<T>
{
    public T Start => T.CreateSaturating(double.NegativeInfinity);

    public T Step(T total, T x) => T.Max(total, x);

    public T Finish(T total, long count) => total;
}
