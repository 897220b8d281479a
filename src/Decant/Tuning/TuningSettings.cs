namespace Decant.Tuning;

/// <summary>How much a search may do.</summary>
internal sealed record TuningSettings
{
    /// <summary>Trials of the search, the recipe as it is among them.</summary>
    public required int Trials { get; init; }

    /// <summary>Time after which no further trial of the search begins; null for none.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Trials at the same time; they share the threads.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Fresh seeds with which the best trials and the recipe as it is are repeated.</summary>
    public int FreshSeeds { get; init; } = 3;

    /// <summary>The best trials that are repeated with fresh seeds.</summary>
    public int Finalists { get; init; } = 3;
}
