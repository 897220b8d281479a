namespace Decant.Cli.Benchmarks;

/// <summary>How fast networks answer texts, each text alone, from the text to its answer.</summary>
internal sealed record TextReport
{
    /// <summary>Texts that were asked.</summary>
    public required int Texts { get; init; }

    /// <summary>Bytes of all texts in UTF-8.</summary>
    public required long Bytes { get; init; }

    /// <summary>Threads that a network may use.</summary>
    public required int Threads { get; init; }

    /// <summary>The networks, in the order in which they were given.</summary>
    public required IReadOnlyList<TextTiming> Networks { get; init; }

    /// <summary>
    /// How many times as fast as the second network the first one answers, by their fastest turns; null for a single one.
    /// </summary>
    public double? Ratio => Networks is [var first, var second] ? second.Seconds / first.Seconds : null;
}
