namespace Decant.Data;

/// <summary>The numbers of a target set for every sample of a data set.</summary>
/// <param name="Set">What they mean.</param>
/// <param name="Values"><c>[N, columns]</c>.</param>
internal sealed record MemoryTargets(TargetSet Set, float[] Values);
