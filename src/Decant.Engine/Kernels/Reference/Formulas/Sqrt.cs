using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = √x.</summary>
internal readonly struct Sqrt<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Sqrt(x);
}

/// <summary>dx = dy / (2y); 0 at 0, where the derivative is infinite.</summary>
internal readonly struct SqrtGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T y) => y == T.Zero ? T.Zero : dy / (y + y);
}
