using Decant.Evidence;

namespace Decant.Tuning;

/// <summary>Settings that were tried again with seeds that the search had not seen.</summary>
/// <param name="Trial">The trial of the search.</param>
/// <param name="Scores">The scores of the fresh seeds, in their order.</param>
internal sealed record Finalist(Trial Trial, SeedStatistics Scores);
