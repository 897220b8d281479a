using Decant.Losses;
using Decant.Tasks;
using Decant.Training.Optimizers;

namespace Decant.ControlArms;

/// <summary>What a recipe says that decides whether an arm means something.</summary>
/// <param name="Task">What is learnt.</param>
/// <param name="Optimizer">How the student is trained.</param>
/// <param name="Arms">The names of all arms.</param>
/// <param name="AsksNetwork">Whether the student's teacher is a network, whose answers cost operations.</param>
internal sealed record ControlSetting(LearningTask Task, Optimizer Optimizer, IReadOnlyList<string> Arms, bool AsksNetwork)
{
    /// <summary>The terms of the distilled student's loss.</summary>
    public required IReadOnlyList<DistillationLoss> Losses { get; init; }

    /// <summary>Whether a loss of any stage compares values inside the teacher.</summary>
    public required bool ReadsInside { get; init; }
}
