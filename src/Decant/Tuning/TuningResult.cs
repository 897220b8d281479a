using Decant.Evidence;
using Decant.Runs;

namespace Decant.Tuning;

/// <summary>What a search found.</summary>
internal sealed record TuningResult
{
    /// <summary>The measure, on the validation part.</summary>
    public required MetricFacts Metric { get; init; }

    /// <summary>The settings that were searched.</summary>
    public required IReadOnlyList<SearchDimension> Space { get; init; }

    /// <summary>The trials of the search, the best first.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>The recipe as it is and the best trials, with fresh seeds; the best mean first.</summary>
    public required IReadOnlyList<Finalist> Finalists { get; init; }

    /// <summary>How much each setting mattered.</summary>
    public required IReadOnlyList<double> Importances { get; init; }

    /// <summary>The recipe that was found, as YAML.</summary>
    public required string Recipe { get; init; }

    /// <summary>The best of the finalists.</summary>
    public Finalist Winner => Finalists[0];

    /// <summary>The recipe as it was; null where no fresh seed could train it.</summary>
    public Finalist? Before => Finalists.FirstOrDefault(finalist => finalist.IsRecipe);

    /// <summary>
    /// How much better the winner is than the recipe as it was, per seed that both have; null where that is the winner, or is none.
    /// </summary>
    public SeedStatistics? Gain
    {
        get
        {
            if (Winner.IsRecipe || Before is not { } before)
            {
                return null;
            }

            var pairs = Winner
                .Seeds.Zip(Winner.Scores.Values)
                .Join(
                    before.Seeds.Zip(before.Scores.Values),
                    now => now.First,
                    then => then.First,
                    (now, then) => (now.Second, then.Second)
                )
                .Select(pair => Metric.HigherIsBetter ? pair.Item1 - pair.Item2 : pair.Item2 - pair.Item1)
                .ToArray();
            return pairs.Length == 0 ? null : new SeedStatistics(pairs);
        }
    }

    /// <summary>
    /// The interval of the gain: as the winner is the best of several, each of which might have won by luck, the 5 % are shared among them
    /// (Bonferroni). Null for one seed.
    /// </summary>
    public Interval? GainInterval => Gain?.IntervalAt(1 - (0.05 / Math.Max(1, Finalists.Count(finalist => !finalist.IsRecipe))));
}
