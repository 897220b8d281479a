using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = ¬x, bit by bit.</summary>
internal readonly struct BitwiseNot<T> : IUnaryFormula<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Apply(T x) => ~x;
}
