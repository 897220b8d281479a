using Decant.Engine.Graphs;
using Decant.Runs;

namespace Decant.Training;

/// <summary>What a training gave.</summary>
/// <param name="Network">The forward graph with the chosen epoch's weights.</param>
/// <param name="ChosenEpoch">The epoch whose weights were kept, from 1.</param>
/// <param name="StopReason">Why it ended, as a sentence.</param>
/// <param name="Epochs">The epochs in order.</param>
/// <param name="Steps">The last steps.</param>
/// <param name="Duration">Time of training and validation.</param>
internal sealed record TrainingOutcome(
    Graph Network,
    int ChosenEpoch,
    string StopReason,
    IReadOnlyList<EpochRecord> Epochs,
    StepRing Steps,
    TimeSpan Duration
);
