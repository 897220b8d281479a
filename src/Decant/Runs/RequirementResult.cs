namespace Decant.Runs;

/// <summary>Something that the student's file had to reach, and what it reached.</summary>
/// <param name="Name">The measure as the recipe names it.</param>
/// <param name="IsAtLeast">Whether more is better.</param>
/// <param name="Bound">The bound, in <paramref name="Unit"/>.</param>
/// <param name="Measured">What was measured, in the same unit; null where it could not be.</param>
/// <param name="Unit"><c>fraction</c>, <c>seconds</c>, <c>bytes</c>, or the metric's own.</param>
internal sealed record RequirementResult(string Name, bool IsAtLeast, double Bound, double? Measured, string Unit)
{
    /// <summary>The unit of times.</summary>
    public const string Seconds = "seconds";

    /// <summary>The unit of sizes.</summary>
    public const string Bytes = "bytes";

    /// <summary>Whether it is reached; what could not be measured is not.</summary>
    public bool IsMet => Measured is { } value && (IsAtLeast ? value >= Bound : value <= Bound);
}
