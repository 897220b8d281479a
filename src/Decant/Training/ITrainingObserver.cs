using Decant.Runs;

namespace Decant.Training;

/// <summary>Is told how one training goes; gets facts, not the trainer.</summary>
internal interface ITrainingObserver
{
    /// <summary>The data are ready and the step is compiled.</summary>
    void Begin(int stepsPerEpoch, int samplesPerEpoch);

    /// <summary>An update is done.</summary>
    void Step(in StepFacts facts, TrainingStep step);

    /// <summary>An epoch is done.</summary>
    void Epoch(EpochRecord record);
}

/// <summary>How far a training is after an update.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Step">Updates done.</param>
/// <param name="Steps">Updates of the whole training.</param>
/// <param name="Samples">Samples that this epoch has shown.</param>
/// <param name="InEpoch">Time since the epoch began.</param>
/// <param name="InTraining">Time since the training began.</param>
internal readonly record struct StepFacts(int Epoch, long Step, long Steps, int Samples, TimeSpan InEpoch, TimeSpan InTraining);
