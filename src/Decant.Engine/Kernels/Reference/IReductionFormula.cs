namespace Decant.Engine.Kernels.Reference;

/// <summary>How many numbers become one; <see cref="Reduce"/> is the loop.</summary>
internal interface IReductionFormula<T>
{
    T Start { get; }

    T Step(T total, T x);

    T Finish(T total, long count);
}
