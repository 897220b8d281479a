using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), which cannot overflow.</summary>
internal readonly struct Softplus<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.Max(x, T.Zero) + NearZero.LogPlus1(T.Exp(-T.Abs(x)));
}
