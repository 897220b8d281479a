using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = aᵇ, computed in double.</summary>
internal readonly struct Pow<T> : IBinaryFormula<T, T>
    where T : unmanaged, INumber<T>
{
    public T Apply(T a, T b) => T.CreateSaturating(Math.Pow(double.CreateChecked(a), double.CreateChecked(b)));
}
