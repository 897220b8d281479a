using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = |x|.</summary>
internal readonly struct Abs<T> : IUnaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T x) => T.Abs(x);
}

/// <summary>dx = dy · sign x; 0 at 0.</summary>
internal readonly struct AbsGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T x) => x > T.Zero ? dy : x < T.Zero ? -dy : T.Zero * x;
}
