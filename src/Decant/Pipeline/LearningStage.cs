using Decant.Data;
using Decant.Losses;
using Decant.Recipes;
using Decant.SoftTargets;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>One training on the way of a network: what it learns from, and how.</summary>
/// <param name="Terms">The terms of the loss.</param>
/// <param name="Training">How it is trained.</param>
/// <param name="Augment">What is done at random to its samples.</param>
/// <param name="Data">Its samples.</param>
internal sealed record LearningStage(
    IReadOnlyList<DistillationLoss> Terms,
    TrainingSettings Training,
    AugmentSettings Augment,
    DataSplits Data
)
{
    /// <summary>What is learnt of its samples; null for what the run learns.</summary>
    public LearningGoal? Goal { get; init; }

    /// <summary>Where the teacher's answers come from; null without a teacher.</summary>
    public ISoftTargetSource? Source { get; init; }

    /// <summary>How many views there are of every sample; null for another one in every epoch.</summary>
    public int? Views { get; init; }

    /// <summary>Decides the views; null for the training's own seed.</summary>
    public ulong? ViewSeed { get; init; }

    /// <summary>The share of the moving average of the network's weights that a step keeps, where that is the teacher; else null.</summary>
    public double? Average { get; init; }

    /// <summary>Parameters that stay as they are.</summary>
    public Func<string, bool> IsFrozen { get; init; } = _ => false;

    /// <summary>What is said before it begins; null for the main stage, which speaks for itself.</summary>
    public string? Announcement { get; init; }
}
