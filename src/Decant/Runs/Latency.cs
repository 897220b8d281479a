namespace Decant.Runs;

/// <summary>How long one call of a model took on the run's machine, for one batch size.</summary>
/// <param name="Batch">Samples per call, 1 or more.</param>
/// <param name="Median">Half of the calls were at most this long.</param>
/// <param name="Percentile95">95 of 100 calls were at most this long.</param>
/// <param name="Repetitions">Calls that were timed, after the warm-up.</param>
internal sealed record Latency(int Batch, TimeSpan Median, TimeSpan Percentile95, int Repetitions)
{
    /// <summary>99 of 100 calls were at most this long; null where that was not measured.</summary>
    public TimeSpan? Percentile99 { get; init; }

    /// <summary>
    /// Mean of the fastest tenth of the calls: how long one takes while nothing else runs. Null where that was not measured.
    /// </summary>
    public TimeSpan? Fastest { get; init; }

    /// <summary>Bytes of weights and of what such a call computes in; null where that was not measured.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>By which networks are compared: the fastest calls, or the median where those are not known.</summary>
    public TimeSpan Typical => Fastest ?? Median;

    /// <summary>Samples per second, by <see cref="Typical"/>.</summary>
    public double SamplesPerSecond => Batch / Typical.TotalSeconds;

    // Calls on a machine of their own scatter by half; next to other programs some take many times as long.
    private const double MostScatter = 2.5;

    /// <summary>
    /// Whether the calls took about equally long. Where they did not, something else took the processor, and the percentiles say little of
    /// the network.
    /// </summary>
    public bool IsSteady => Percentile95 <= MostScatter * Median;
}
