using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = a + b.</summary>
internal readonly struct Add<T> : IBinaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T a, T b) => a + b;
}
