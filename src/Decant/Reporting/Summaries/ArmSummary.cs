namespace Decant.Reporting.Summaries;

/// <summary>One arm of a finished run.</summary>
internal sealed record ArmSummary
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its metrics, the mean over its seeds.</summary>
    public required IReadOnlyDictionary<string, double> Means { get; init; }

    /// <summary>The spread over its seeds; without those of one seed.</summary>
    public IReadOnlyDictionary<string, double> Deviations { get; init; } = new Dictionary<string, double>();

    /// <summary>Seeds; 1 for a teacher.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Trained numbers of the network.</summary>
    public long Parameters { get; init; }

    /// <summary>Bytes of its file.</summary>
    public long Bytes { get; init; }

    /// <summary>Median time of one sample, in seconds; null where it was not measured.</summary>
    public double? Seconds { get; init; }

    /// <summary>The mean of a metric; NaN where it has none.</summary>
    public double Mean(string metric) => Means.GetValueOrDefault(metric, double.NaN);
}
