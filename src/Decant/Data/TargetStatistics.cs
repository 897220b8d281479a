namespace Decant.Data;

/// <summary>Mean and deviation of each column of a target set, over the samples of which it is known.</summary>
/// <param name="Mean">In the column's unit.</param>
/// <param name="Deviation">The root of the mean squared distance from the mean, in the column's unit; 0 where all numbers are the
/// same.</param>
internal sealed record TargetStatistics(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>Looks at every sample.</summary>
    /// <param name="data">One sample or more.</param>
    /// <param name="targets">One of its target sets.</param>
    public static TargetStatistics Of(Dataset data, TargetSet targets)
    {
        var columns = targets.Columns.Count;
        var (counts, means, sums) = (new int[columns], new double[columns], new double[columns]);
        var truth = new float[columns];
        for (var i = 0; i < data.Count; i++)
        {
            data.ReadTargets(targets, i, truth);
            for (var c = 0; c < columns; c++)
            {
                if (!float.IsNaN(truth[c]))
                {
                    // Welford 1962: exact for numbers far from 0, and 0 for equal ones.
                    var before = truth[c] - means[c];
                    means[c] += before / ++counts[c];
                    sums[c] += before * (truth[c] - means[c]);
                }
            }
        }

        return new TargetStatistics(means, [.. sums.Select((sum, c) => Math.Sqrt(sum / Math.Max(1, counts[c])))]);
    }
}
