using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// Vectors made out of values, and their norms. A vector whose norm is below 10⁻¹² counts as zero: it has norm 0 and unit vector 0, and no
/// derivative passes. So maps that a rectifier has silenced give numbers, where x/‖x‖ alone would give NaN, and its derivative 1/‖x‖ an
/// explosion. Hidden values have no unit, as logits have, by which a small vector could be told from a large one
/// (<see cref="SmallestSpread"/>): above zero, each has its direction.
/// </summary>
internal static class HintVectors
{
    private const double SmallestSquare = 1e-24;

    /// <summary>The vectors whose angle counts: rows of the last axis; an image is one row.</summary>
    public static Value Rows(this Value x) => x.Shape.Rank == 4 ? x.Flatten() : x;

    /// <summary>Why angles between vectors of this shape are always the same; null where they are not.</summary>
    public static string? SilenceOf(Shape shape) =>
        shape.Rank < 4 && shape[^1] == 1
            ? $"{shape}: a vector of one number has no direction but its sign, so nothing can be learnt. Choose wider values, or hint."
            : null;

    /// <summary>x/(‖x‖ + epsilon) along the last axis; 0 where x is 0.</summary>
    public static Value Unit(this Value x, double epsilon = 0) => x * (x * x).ReduceSum([-1], keepDimensions: true).InverseRoot(epsilon);

    /// <summary>‖x‖ along the last axis, which vanishes.</summary>
    public static Value Norm(this Value x) => (x * x).ReduceSum([-1]).Root();

    /// <summary>√y of a sum of squares; 0 with derivative 0 where y is 0.</summary>
    public static Value Root(this Value y)
    {
        var (isThere, root) = Split(y);
        return isThere.Where(root, y.Constant(0));
    }

    /// <summary>1/(√y + epsilon) of a sum of squares; 0 with derivative 0 where y is 0.</summary>
    public static Value InverseRoot(this Value y, double epsilon = 0)
    {
        var (isThere, root) = Split(y);
        return isThere.Where(1 / (epsilon == 0 ? root : root + epsilon), y.Constant(0));
    }

    // The root is taken of 1 where nothing is there, so that no infinite derivative is multiplied by 0.
    private static (Value IsThere, Value Root) Split(Value square)
    {
        var isThere = square.IsGreaterThan(square.Constant(SmallestSquare));
        return (isThere, isThere.Where(square, square.Constant(1)).Sqrt());
    }
}
