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

    /// <summary>How much better the winner is than the recipe as it was, per fresh seed; null where that is the winner.</summary>
    public SeedStatistics? Gain =>
        Winner.Trial.Places.Count == 0 || Finalists.FirstOrDefault(finalist => finalist.Trial.Places.Count == 0) is not { } before
            ? null
            : new SeedStatistics([
                .. Winner.Scores.Values.Zip(before.Scores.Values, (now, then) => Metric.HigherIsBetter ? now - then : then - now),
            ]);
}
