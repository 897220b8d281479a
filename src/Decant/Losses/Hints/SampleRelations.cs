using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>Relations between the samples of a batch: vectors [N, D] to [N, N] or [N, N, N].</summary>
internal static class SampleRelations
{
    /// <summary>The distances between all samples over the mean of those above 0; all 0 where all samples are equal.</summary>
    public static Value RelativeDistances(this Value vectors)
    {
        var distances = vectors.SquaredDistances().Root();
        var (zero, one) = (distances.Constant(0), distances.Constant(1));
        var count = distances.IsGreaterThan(zero).Where(one, zero).ReduceSum();
        var sum = distances.ReduceSum();
        return distances * count / sum.IsGreaterThan(zero).Where(sum, one);
    }

    /// <summary>
    /// The cosine at corner i between the directions to j and to k, [i, j, k], by the law of cosines (d_ij² + d_ik² − d_jk²)/(2·d_ij·d_ik);
    /// 0 where two points coincide.
    /// </summary>
    public static Value Angles(this Value vectors)
    {
        var squares = vectors.SquaredDistances();
        var inverse = squares.InverseRoot();
        var product = squares.Unsqueeze(2) + squares.Unsqueeze(1) - squares.Unsqueeze(0);
        return product * inverse.Unsqueeze(2) * inverse.Unsqueeze(1) * 0.5;
    }

    /// <summary>mean of x²/2 where |x| is below 1, else of |x| − ½ (Huber 1964, δ = 1).</summary>
    public static Value SmoothDifference(this Value student, Value teacher)
    {
        var difference = student - teacher;
        var size = difference.Abs();
        return size.IsLessThan(size.Constant(1)).Where(difference * difference * 0.5, size - 0.5).ReduceMean();
    }
}
