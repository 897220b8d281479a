namespace Decant.Runs;

/// <summary>One way of getting a model, and what it gave for every seed that was tried.</summary>
public sealed record ArmResult
{
    /// <summary>One of <see cref="ArmNames"/>, or the name of a further control arm.</summary>
    public required string Name { get; init; }

    /// <summary>One result per seed, 1 or more, in the order in which they ran; arms are paired by equal seeds.</summary>
    public required IReadOnlyList<SeedResult> Seeds { get; init; }

    /// <summary>Time over all seeds: training and its validation, without the final test.</summary>
    public TimeSpan Duration => Seeds.Aggregate(TimeSpan.Zero, (sum, seed) => sum + seed.Duration);
}
