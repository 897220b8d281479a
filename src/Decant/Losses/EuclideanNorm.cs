using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>Lengths of vectors.</summary>
internal static class EuclideanNorm
{
    /// <summary>√Σx² along an axis, which stays with size 1; the derivative of the length 0 is 0 and not infinite.</summary>
    public static Value Norm(this Value x, long axis)
    {
        var squares = (x * x).ReduceSum([axis], keepDimensions: true);
        var zero = squares.Constant(0);
        var isLong = squares.IsGreaterThan(zero);
        return isLong.Where(isLong.Where(squares, squares.Constant(1)).Sqrt(), zero);
    }
}
