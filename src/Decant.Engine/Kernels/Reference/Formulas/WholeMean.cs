using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>Σ x / count of whole numbers, cut towards zero.</summary>
internal readonly struct WholeMean<T> : IReductionFormula<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Start => T.Zero;

    public T Step(T total, T x) => total + x;

    public T Finish(T total, long count) => count == 0 ? T.Zero : total / T.CreateTruncating(count);
}
