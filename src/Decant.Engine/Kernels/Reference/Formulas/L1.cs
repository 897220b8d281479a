using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>Σ |x|.</summary>
internal readonly struct L1<T> : IReductionFormula<T>
    where T : unmanaged, INumber<T>
{
    public T Start => T.Zero;

    public T Step(T total, T x) => total + T.Abs(x);

    public T Finish(T total, long count) => total;
}
