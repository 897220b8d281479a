using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = a ≤ b; false when one is NaN.</summary>
internal readonly struct LessOrEqual<T> : IBinaryFormula<T, bool>
    where T : unmanaged, INumber<T>
{
    public bool Apply(T a, T b) => a <= b;
}
