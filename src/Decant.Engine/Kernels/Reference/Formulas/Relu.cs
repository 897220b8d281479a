using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = max(x, 0); NaN stays NaN.</summary>
internal readonly struct Relu<T> : IUnaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T x) => x < T.Zero ? T.Zero : x;
}

/// <summary>dx = dy where y &gt; 0; 0 at 0.</summary>
internal readonly struct ReluGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T y) => y > T.Zero ? dy : T.Zero;
}
