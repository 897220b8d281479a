using Decant.Losses;
using Decant.Training.Optimizers;

namespace Decant.ControlArms;

/// <summary>How an arm is trained.</summary>
/// <param name="Terms">The terms of its loss.</param>
/// <param name="Epochs">Its epochs.</param>
/// <param name="Optimizer">Its optimizer.</param>
internal sealed record ControlTraining(IReadOnlyList<DistillationLoss> Terms, int Epochs, Optimizer Optimizer)
{
    /// <summary>The arm whose student of the same seed is its teacher; null where it has none.</summary>
    public string? Teacher { get; init; }

    /// <summary>What a reader of the report should know of it, as a sentence; null for nothing.</summary>
    public string? Note { get; init; }
}
