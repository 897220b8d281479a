using Decant.Engine.Graphs;
using Decant.Runs;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>Runs one training and tells the run's observer about it in the run's words.</summary>
internal sealed class ObservedTraining(TrainingJob job, RunContext context) : ITrainingObserver
{
    /// <summary>Trains.</summary>
    public TrainingOutcome Run(CancellationToken cancellation) => new Trainer(job, this).Run(cancellation);

    /// <inheritdoc/>
    public void Begin(int stepsPerEpoch, int samplesPerEpoch)
    {
        var (number, work, later) = context.Trainings.Begin(job.Arm);
        context.Observer.Begin(
            new TrainingPlan(
                job.Arm,
                NetworkFile.ArchitectureOf(job.Network),
                GraphCost.Parameters(job.Network),
                job.Seed,
                number,
                context.Trainings.Total,
                job.Epochs,
                stepsPerEpoch,
                samplesPerEpoch,
                [.. job.Terms.Select(term => term.Term)],
                context.Metric
            )
            {
                Work = work,
                Later = later,
            }
        );
    }

    /// <inheritdoc/>
    public void Step(in StepFacts facts, TrainingStep step) =>
        context.Observer.Step(
            new TrainingProgress
            {
                Epoch = facts.Epoch,
                Step = facts.Step,
                Steps = facts.Steps,
                Samples = facts.Samples,
                SamplesPerSecond = facts.Samples / Math.Max(1e-9, facts.InEpoch.TotalSeconds),
                TotalLoss = step.TotalLoss,
                LossTerms = step.Terms,
                Remaining = facts.InTraining * ((facts.Steps - facts.Step) / (double)facts.Step),
            }
        );

    /// <inheritdoc/>
    public void Epoch(EpochRecord record) => context.Observer.Epoch(record);
}
