using System.Globalization;
using Decant.Engine.Graphs;

namespace Decant.Tests.Shared;

/// <summary>Compares tensors; what differs is reported with its place.</summary>
public static class TensorAssert
{
    /// <summary>Fails unless type, sizes and, up to a tolerance, all numbers are equal.</summary>
    /// <param name="expected">The judge's numbers.</param>
    /// <param name="actual">The numbers under test.</param>
    /// <param name="relative">Tolerated difference as a share of the expected number.</param>
    /// <param name="absolute">Tolerated difference in addition to that.</param>
    public static void Close(Tensor expected, Tensor actual, double relative = 1e-5, double absolute = 1e-6)
    {
        var difference = Difference(expected, actual, relative, absolute);
        Assert.True(difference is null, difference);
    }

    /// <summary>What differs, or null.</summary>
    public static string? Difference(Tensor expected, Tensor actual, double relative, double absolute)
    {
        if (expected.Type != actual.Type || !expected.Dimensions.SequenceEqual(actual.Dimensions))
        {
            return $"expected {expected}, received {actual}";
        }

        for (var i = 0; i < expected.Count; i++)
        {
            var (wanted, found) = (At(expected, i), At(actual, i));
            if (!wanted.Equals(found) && !(Math.Abs(wanted - found) <= absolute + (relative * Math.Abs(wanted))))
            {
                return string.Create(CultureInfo.InvariantCulture, $"element {i} of {expected}: expected {wanted}, received {found}");
            }
        }

        return null;
    }

    private static double At(Tensor tensor, int i) =>
        tensor.Type switch
        {
            ElementType.Float32 => tensor.Span<float>()[i],
            ElementType.Float64 => tensor.Span<double>()[i],
            ElementType.Int64 => tensor.Span<long>()[i],
            ElementType.Int32 => tensor.Span<int>()[i],
            ElementType.Int8 => tensor.Span<sbyte>()[i],
            _ => tensor.Bytes()[i],
        };
}
