using Decant.Losses;
using Decant.Training.Optimizers;

namespace Decant.ControlArms;

/// <summary>What an arm's training is made of.</summary>
/// <param name="Terms">The recipe's terms that need no teacher, with weights of sum 1.</param>
/// <param name="Epochs">Epochs with as many steps as the distilled student has.</param>
/// <param name="Optimizer">The student's.</param>
internal sealed record ControlFacts(IReadOnlyList<DistillationLoss> Terms, int Epochs, Optimizer Optimizer)
{
    /// <summary>All of the recipe's terms, as the distilled student has them.</summary>
    public required IReadOnlyList<DistillationLoss> DistilledTerms { get; init; }

    /// <summary>Epochs of the distilled student, over all samples that it sees.</summary>
    public required int DistilledEpochs { get; init; }

    /// <summary>Floating-point operations of the teacher's answers to one student.</summary>
    public required double TeacherWork { get; init; }

    /// <summary>Floating-point operations of one epoch of the student alone.</summary>
    public required double EpochWork { get; init; }

    /// <summary>
    /// Mean norm of the gradient in the first epoch, of the distilled student over that of the student alone; null before they were
    /// trained.
    /// </summary>
    public double? GradientRatio { get; init; }
}
