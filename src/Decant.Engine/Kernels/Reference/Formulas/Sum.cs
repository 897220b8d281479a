using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>Σ x.</summary>
internal readonly struct Sum<T> : IReductionFormula<T>
    where T : unmanaged, INumber<T>
{
    public T Start => T.Zero;

    public T Step(T total, T x) => total + x;

    public T Finish(T total, long count) => total;
}
