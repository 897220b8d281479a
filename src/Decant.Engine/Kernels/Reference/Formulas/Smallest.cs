using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>min x; NaN when one is NaN; the largest number of the type of nothing.</summary>
internal readonly struct Smallest<T> : IReductionFormula<T>
    where T : unmanaged, INumber<T>
{
    public T Start => T.CreateSaturating(double.PositiveInfinity);

    public T Step(T total, T x) => T.Min(total, x);

    public T Finish(T total, long count) => total;
}
