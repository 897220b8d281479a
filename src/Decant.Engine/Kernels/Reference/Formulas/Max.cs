using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = the larger; NaN when one is NaN.</summary>
internal readonly struct Max<T> : IBinaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T a, T b) => T.Max(a, b);
}
