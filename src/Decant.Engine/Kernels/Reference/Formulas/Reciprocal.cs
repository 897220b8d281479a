using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = 1/x.</summary>
internal readonly struct Reciprocal<T> : IUnaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T x) => T.One / x;
}

/// <summary>dx = −dy · y².</summary>
internal readonly struct ReciprocalGradient<T> : IBinaryFormula<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Apply(T dy, T y) => -(dy * (y * y));
}
