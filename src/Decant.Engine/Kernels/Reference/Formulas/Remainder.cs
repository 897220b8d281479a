using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>What a division cut towards zero leaves: a − b · trunc(a / b), with the sign of a.</summary>
internal readonly struct Remainder<T> : IBinaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T a, T b) => a % b;
}
