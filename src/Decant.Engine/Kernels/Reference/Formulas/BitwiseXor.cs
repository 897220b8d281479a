using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = a ⊕ b, bit by bit.</summary>
internal readonly struct BitwiseXor<T> : IBinaryFormula<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Apply(T a, T b) => a ^ b;
}
