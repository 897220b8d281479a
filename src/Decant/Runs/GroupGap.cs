namespace Decant.Runs;

/// <summary>The largest difference in accuracy between two groups of a column.</summary>
/// <param name="Best">The group with the highest accuracy.</param>
/// <param name="Worst">The group with the lowest accuracy.</param>
/// <param name="Size">The difference, 0 to 1, and its interval, corrected for the number of pairs of groups.</param>
internal sealed record GroupGap(string Best, string Worst, Estimate Size)
{
    /// <summary>Whether chance does not explain it.</summary>
    public bool IsClear => Size.Low > 0;
}
