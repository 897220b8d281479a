using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>The largest whole number that is at most x.</summary>
internal readonly struct Floor<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Floor(x);
}
