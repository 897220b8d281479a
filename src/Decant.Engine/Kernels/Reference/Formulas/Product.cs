using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>Π x.</summary>
internal readonly struct Product<T> : IReductionFormula<T>
    where T : unmanaged, INumber<T>
{
    public T Start => T.One;

    public T Step(T total, T x) => total * x;

    public T Finish(T total, long count) => total;
}
