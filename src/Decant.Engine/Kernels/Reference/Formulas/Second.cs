using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = b.</summary>
internal readonly struct Second<T> : IBinaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T a, T b) => b;
}
