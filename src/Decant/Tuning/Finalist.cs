using Decant.Evidence;

namespace Decant.Tuning;

/// <summary>Settings that were tried again with seeds that the search had not seen.</summary>
/// <param name="Trial">The trial of the search.</param>
/// <param name="Seeds">The fresh seeds with which it was trained to its end.</param>
/// <param name="Scores">The scores of these seeds, in their order.</param>
internal sealed record Finalist(Trial Trial, IReadOnlyList<ulong> Seeds, SeedStatistics Scores)
{
    /// <summary>Whether it is the recipe as it was.</summary>
    public bool IsRecipe => Trial.Places.Count == 0;
}
