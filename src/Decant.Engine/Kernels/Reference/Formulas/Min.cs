using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = the smaller; NaN when one is NaN.</summary>
internal readonly struct Min<T> : IBinaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T a, T b) => T.Min(a, b);
}
