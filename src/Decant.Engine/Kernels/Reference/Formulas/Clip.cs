using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = min(max(x, low), high); NaN stays NaN.</summary>
internal readonly struct Clip<T>(T low, T high) : IUnaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T x) => T.Min(T.Max(x, low), high);
}
