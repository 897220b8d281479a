namespace Decant.Tuning;

/// <summary>
/// How much a setting mattered: the share of the scores' variance that lies between the quarters of its range, or between its values,
/// ω² = (Σ n·(mean − all)² − (k − 1)·w) / (Σ (score − all)² + w), where w is the mean square within the k parts: η² less what chance would
/// give
/// (Hays 1963). 0 for nothing, 1 for everything; shares of several settings need not sum to 1.
/// </summary>
internal static class Importance
{
    private const int Parts = 4;

    /// <summary>The share of each setting.</summary>
    /// <param name="space">The settings.</param>
    /// <param name="trials">Where each trial lies in them, and its score.</param>
    public static double[] Of(IReadOnlyList<SearchDimension> space, IReadOnlyList<(IReadOnlyList<double> Places, double Score)> trials) =>
        [.. space.Select((dimension, d) => Share(dimension, [.. trials.Select(trial => (trial.Places[d], trial.Score))]))];

    private static double Share(SearchDimension dimension, (double Place, double Score)[] trials)
    {
        var groups = trials
            .GroupBy(trial => dimension.IsChoice ? (int)trial.Place : Math.Min(Parts - 1, (int)(trial.Place * Parts)))
            .Select(group => group.Select(trial => trial.Score).ToArray())
            .ToArray();
        if (groups.Length < 2 || trials.Length <= groups.Length)
        {
            return 0;
        }

        var mean = trials.Average(trial => trial.Score);
        var all = trials.Sum(trial => Square(trial.Score - mean));
        var between = groups.Sum(group => group.Length * Square(group.Average() - mean));
        var within = (all - between) / (trials.Length - groups.Length);
        return all > 0 ? Math.Clamp((between - ((groups.Length - 1) * within)) / (all + within), 0, 1) : 0;
    }

    private static double Square(double value) => value * value;
}
