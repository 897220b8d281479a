using System.Numerics;
using System.Runtime.InteropServices;

namespace Decant.SoftTargets.Store;

/// <summary>Finds NaN and infinities: x·0 is 0 for every number, and NaN for those.</summary>
internal static class FiniteNumbers
{
    /// <summary>Whether all numbers are finite.</summary>
    public static bool Are(ReadOnlySpan<float> numbers)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        var sum = Vector<float>.Zero;
        foreach (var vector in vectors)
        {
            sum += vector * Vector<float>.Zero;
        }

        var rest = 0f;
        foreach (var number in numbers[(vectors.Length * Vector<float>.Count)..])
        {
            rest += number * 0;
        }

        return Vector.EqualsAll(sum, Vector<float>.Zero) && rest == 0;
    }
}
