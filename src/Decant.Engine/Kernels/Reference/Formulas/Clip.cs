using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = min(max(x, low), high); NaN stays NaN.</summary>
internal readonly struct Clip<T>(T low, T high) : IUnaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T x) => T.Min(T.Max(x, low), high);
}

/// <summary>dx = dy where low ≤ x ≤ high, 0 elsewhere.</summary>
internal readonly struct ClipGradient<T>(T low, T high) : IBinaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T dy, T x) => low <= x && x <= high ? dy : T.Zero;
}
