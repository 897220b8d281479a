using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = |x|.</summary>
internal readonly struct Abs<T> : IUnaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T x) => T.Abs(x);
}
