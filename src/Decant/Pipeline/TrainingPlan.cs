using System.Text.Json.Serialization;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>What one training is going to do.</summary>
/// <param name="Arm">The arm: teacher, distilled, scratch.</param>
/// <param name="Architecture">The network in a few words.</param>
/// <param name="Parameters">Numbers that are trained.</param>
/// <param name="Seed">The seed of this training.</param>
/// <param name="Training">Number of this training in the run, from 1.</param>
/// <param name="Trainings">Trainings of the run.</param>
/// <param name="Epochs">Epochs at most.</param>
/// <param name="StepsPerEpoch">Optimizer updates in an epoch.</param>
/// <param name="SamplesPerEpoch">Samples in an epoch.</param>
/// <param name="LossTerms">Names of the loss's terms, in the recipe's order.</param>
/// <param name="Metric">What it is judged by on validation.</param>
public sealed record TrainingPlan(
    string Arm,
    string Architecture,
    long Parameters,
    ulong Seed,
    int Training,
    int Trainings,
    int Epochs,
    int StepsPerEpoch,
    int SamplesPerEpoch,
    IReadOnlyList<string> LossTerms,
    MetricFacts Metric
)
{
    /// <summary>What this training costs, in floating-point operations; 0 where that is not known.</summary>
    [JsonIgnore]
    public double Work { get; init; }

    /// <summary>The trainings of the run that come after this one.</summary>
    [JsonIgnore]
    internal IReadOnlyList<PlannedTraining> Later { get; init; } = [];
}
