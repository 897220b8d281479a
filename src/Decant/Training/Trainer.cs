using System.Globalization;
using Decant.Data.Batches;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Teachers;

namespace Decant.Training;

/// <summary>The loop: epochs of steps, a look at validation after each, until all are done or waiting longer would not help.</summary>
internal sealed class Trainer(TrainingJob job, ITrainingObserver observer)
{
    private const int RingCapacity = 4096;
    private readonly List<EpochRecord> _epochs = [];
    // A loss that is as many times the first one, or as many times 1, comes back from there no more.
    private const double Explosion = 20;
    private const double UsualRate = 0.05;
    private string? _lastCheckpoint;
    private double? _firstLoss;

    /// <summary>Trains.</summary>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite, or the mean of an epoch many times the first one.</exception>
    public TrainingOutcome Run(CancellationToken cancellation)
    {
        var start = job.Clock.GetTimestamp();
        using var batches = new BatchStream(job.Data.Train, job.Batches);
        using var step = new TrainingStep(job.Design, job.StepSettings);
        var ring = new StepRing(RingCapacity, [.. job.Terms.Select(term => term.Name)]);
        observer.Begin(batches.StepsPerEpoch, batches.SamplesPerEpoch);

        Graph? best = null;
        string? reason = null;
        for (var epoch = 1; epoch <= job.Epochs && reason is null; epoch++)
        {
            var record = RunEpoch(epoch, batches, step, ring, start, cancellation, out var network);
            _epochs.Add(record);
            observer.Epoch(record);
            if (job.EarlyStopping is { } stopping)
            {
                best = stopping.Observe(epoch, record.ValidationMetric(stopping.Metric)!.Value) ? network : best;
                reason = stopping.Reason(epoch);
            }
            else
            {
                best = network;
            }
        }

        reason ??= job.Epochs == 1 ? "the only epoch done" : FormattableString.Invariant($"all {job.Epochs} epochs done");
        return new TrainingOutcome(best!, job.EarlyStopping?.BestEpoch ?? _epochs.Count, reason, _epochs, ring, job.Clock.GetElapsedTime(start));
    }

    private EpochRecord RunEpoch(
        int epoch, BatchStream batches, TrainingStep step, StepRing ring, long start, CancellationToken cancellation, out Graph network)
    {
        var begin = job.Clock.GetTimestamp();
        var sums = new double[job.Terms.Count];
        double total = 0, rate = 0;
        var samples = 0;
        var steps = (long)batches.StepsPerEpoch * job.Epochs;
        foreach (var batch in batches.Epoch(epoch - 1))
        {
            cancellation.ThrowIfCancellationRequested();
            var number = ((long)(epoch - 1) * batches.StepsPerEpoch) + batch.Step + 1;
            var input = job.StepInput(batch, number, batches.StepsPerEpoch);
            rate = input.LearningRate;
            step.Run(input);
            CheckFinite(step, number);
            _firstLoss ??= step.TotalLoss;
            ring.Add(number, step.TotalLoss, step.Terms, step.GradientNorm, rate);
            samples += batch.Count;
            total += step.TotalLoss * batch.Count;
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += step.Terms[i] * batch.Count;
            }

            observer.Step(new StepFacts(epoch, number, steps, samples, job.Clock.GetElapsedTime(begin), job.Clock.GetElapsedTime(start)), step);
        }

        if (total / samples > Explosion * Math.Max(1, _firstLoss!.Value))
        {
            throw Diverged(string.Create(CultureInfo.InvariantCulture, $"the loss was {Loss(_firstLoss!.Value)} in the first step and is {Loss(total / samples)} on average in epoch {epoch}"));
        }

        var trained = job.Clock.GetElapsedTime(begin);
        network = step.Snapshot();
        _lastCheckpoint = job.SaveCheckpoint?.Invoke(step.Checkpoint(), epoch) ?? _lastCheckpoint;
        using var frozen = new FrozenNetwork(network, Evaluator.BatchOf(network, job.Device), job.Device.For("validation"));
        var validation = Evaluator.Run(frozen, job.Data.Validation, job.Goal, cancellation: cancellation);
        return new EpochRecord
        {
            Arm = job.Arm,
            Seed = job.Seed,
            Epoch = epoch,
            TotalLoss = total / samples,
            LossTerms = [.. job.Terms.Select((term, i) => new NamedValue(term.Name, sums[i] / samples))],
            LearningRate = rate,
            SamplesPerSecond = samples / Math.Max(1e-9, trained.TotalSeconds),
            Validation = validation.Metrics,
            Duration = job.Clock.GetElapsedTime(begin),
        };
    }

    private void CheckFinite(TrainingStep step, long number)
    {
        if (double.IsFinite(step.TotalLoss))
        {
            return;
        }

        var term = "the sum";
        for (var i = 0; i < step.Terms.Length; i++)
        {
            if (!double.IsFinite(step.Terms[i]))
            {
                term = $"the term '{job.Terms[i].Name}'";
                break;
            }
        }

        throw Diverged(FormattableString.Invariant($"{term} of the loss became {step.TotalLoss} at step {number}"));
    }

    // The size of a loss that exploded is what counts, not its digits.
    private static string Loss(double loss) => loss.ToString(Math.Abs(loss) < 1e6 ? "0.###" : "0.#e0", CultureInfo.InvariantCulture);

    private TrainingDivergedException Diverged(string what)
    {
        var rate = job.Options.Get(job.Optimizer.LearningRate);
        var hot = job.Terms.Where(term => term.Loss.Facts.HasSquaredTemperature == true)
            .Select(term => (term.Name, Temperature: term.Loss.Options.FirstOrDefault(option => option.Key == "temperature") is { } option && term.Options.Held(option) is ScheduledNumber number ? number.Largest : 1))
            .FirstOrDefault(term => term.Temperature > 4);
        var why = hot.Name is null ? "" : string.Create(CultureInfo.InvariantCulture, $" The term '{hot.Name}' at temperature {hot.Temperature:0.##} is multiplied by T² = {hot.Temperature * hot.Temperature:0.##}, so its first gradients are many times those of the labels: it wants a warm-up.");
        return new TrainingDivergedException(string.Create(CultureInfo.InvariantCulture,
            $"Training '{job.Arm}' (seed {job.Seed}) diverged: {what}. {(_lastCheckpoint is null ? "It kept no checkpoint: the first epoch was not finished" : $"The last good checkpoint is {_lastCheckpoint}")}.{why} " +
            $"Lower training.learning-rate ({rate:0.######}, try {Math.Min(rate / 10, UsualRate):0.######}){(job.WarmupSteps(1000) > 0 ? "" : ", add training.warmup: 1 epochs")}{(job.ClipNorm is null ? ", or training.clip-norm: 1" : "")}."));
    }
}
