using System.Numerics;

namespace Decant.Engine.Kernels.Reference.Formulas;

/// <summary>y = a · 2ᵇ without the bits that leave the number.</summary>
internal readonly struct ShiftLeft<T> : IBinaryFormula<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public T Apply(T a, T b)
    {
        // The machine's shift would take the count modulo the width.
        var (count, width) = (long.CreateSaturating(b), a.GetByteCount() * 8);
        return count < width ? a << (int)count : T.Zero;
    }
}
