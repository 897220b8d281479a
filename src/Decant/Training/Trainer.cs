using Decant.Data.Batches;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Evaluation;
using Decant.Runs;
using Decant.Teachers;

namespace Decant.Training;

/// <summary>The loop: epochs of steps, a look at validation after each, until all are done or waiting longer would not help.</summary>
internal sealed class Trainer(TrainingJob job, ITrainingObserver observer)
{
    private const int RingCapacity = 4096;
    private readonly StepRing _ring = new(RingCapacity, [.. job.Terms.Select(term => term.Term)]);
    private readonly Lazy<IReadOnlyDictionary<string, string>> _identity = new(() => TrainingIdentity.Of(job));
    private TrainingPosition _position = new() { TermSums = new double[job.Terms.Count] };
    private TimeSpan _before;
    private long _start;
    private Graph? _best;

    /// <summary>Trains: from the beginning, or from the state that the job's store has.</summary>
    /// <param name="cancellation">Stops after the step under way, and keeps the state.</param>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite, or the mean of an epoch many times the first
    /// one.</exception>
    public TrainingOutcome Run(CancellationToken cancellation)
    {
        _start = job.Clock.GetTimestamp();
        using var batches = job.OpenBatches();
        using var step = new TrainingStep(job.Design, job.StepSettings);
        if (job.Store?.Latest(_identity.Value) is { } state)
        {
            Resume(state, step);
        }

        observer.Begin(batches.StepsPerEpoch, batches.SamplesPerEpoch);
        var reason = _position.StepsInEpoch == 0 && _position.Epoch > 1 ? job.EarlyStopping?.Reason(_position.Epoch - 1) : null;
        try
        {
            while (_position.Epoch <= job.Epochs && reason is null)
            {
                reason = RunEpoch(batches, step, cancellation);
                if (reason is not null || _position.Epoch > job.Epochs || job.Store is { IsDueAfterEpoch: true })
                {
                    Keep(step);
                }
            }
        }
        catch (OperationCanceledException)
        {
            Keep(step);
            throw;
        }

        reason ??= job.Epochs == 1 ? "the only epoch done" : FormattableString.Invariant($"all {job.Epochs} epochs done");
        var best = job.EarlyStopping is null ? step.Snapshot() : _best!;
        return new TrainingOutcome(
            best,
            job.EarlyStopping?.BestEpoch ?? _position.Epochs.Count,
            reason,
            _position.Epochs,
            _ring,
            InTraining
        );
    }

    private TimeSpan InTraining => _before + job.Clock.GetElapsedTime(_start);

    // Why training should end after it, or null.
    private string? RunEpoch(BatchStream batches, TrainingStep step, CancellationToken cancellation)
    {
        var (begin, before) = (job.Clock.GetTimestamp(), _position.InEpoch);
        TimeSpan InEpoch() => before + job.Clock.GetElapsedTime(begin);
        var steps = (long)batches.StepsPerEpoch * job.Epochs;
        foreach (var batch in batches.Epoch(_position.Epoch - 1, _position.StepsInEpoch))
        {
            cancellation.ThrowIfCancellationRequested();
            var number = ((long)(_position.Epoch - 1) * batches.StepsPerEpoch) + batch.Step + 1;
            var input = job.StepInput(batch, number, batches.StepsPerEpoch);
            step.Run(input);
            Divergence.CheckStep(job, step, number, _position.LastCheckpoint);
            _position.Add(step, batch.Count, input.LearningRate, job.ClipNorm);
            _position.InEpoch = InEpoch();
            _ring.Add(number, step.TotalLoss, step.Terms, step.GradientNorm, input.LearningRate);
            observer.Step(new StepFacts(_position.Epoch, number, steps, _position.Samples, _position.InEpoch, InTraining), step);
            if (job.Store is { IsDue: true })
            {
                Keep(step);
            }
        }

        Divergence.CheckEpoch(job, _position);
        var trained = InEpoch();
        var network = step.Snapshot();
        _position.LastCheckpoint = job.SaveCheckpoint?.Invoke(step.Checkpoint(), _position.Epoch) ?? _position.LastCheckpoint;
        var record = Record(Validate(network, cancellation), trained, InEpoch);
        _position.Add(record);
        observer.Epoch(record);
        if (job.EarlyStopping is not { } stopping)
        {
            return null;
        }

        _best = stopping.Observe(record.Epoch, record.ValidationMetric(stopping.Metric)!.Value) ? network : _best;
        return stopping.Reason(record.Epoch);
    }

    private IReadOnlyList<NamedValue> Validate(Graph network, CancellationToken cancellation)
    {
        using var frozen = new FrozenNetwork(
            network,
            Evaluator.BatchOf(network, job.Device, job.Data.Validation.Schema),
            job.Device.For("validation"),
            new FrozenOptions { Schema = job.Data.Validation.Schema }
        );
        return Evaluator.Run(frozen, job.Data.Validation, job.Goal, cancellation: cancellation).Metrics;
    }

    private EpochRecord Record(IReadOnlyList<NamedValue> validation, TimeSpan trained, Func<TimeSpan> inEpoch) =>
        new()
        {
            Arm = job.Arm,
            Seed = job.Seed,
            Epoch = _position.Epoch,
            TotalLoss = _position.TotalSum / _position.Samples,
            LossTerms = [.. job.Terms.Select((term, i) => new NamedValue(term.Term, _position.TermSums[i] / _position.Samples))],
            LearningRate = _position.LearningRate,
            GradientNorm = _position.NormSum / _position.StepsInEpoch,
            SamplesPerSecond = _position.Samples / Math.Max(1e-9, trained.TotalSeconds),
            Validation = validation,
            Duration = inEpoch(),
        };

    private void Keep(TrainingStep step)
    {
        if (job.Store is not { } store)
        {
            return;
        }

        _position.InTraining = InTraining;
        (_position.BestValue, _position.BestEpoch) = job.EarlyStopping?.Best ?? (double.NaN, 0);
        IEnumerable<NamedState> states = step.States;
        if (_best is { } best)
        {
            states = states.Concat(
                from state in step.States
                where best.Find(state.Name)?.Data is not null
                select new NamedState(StateKind.Best, state.Name, best[state.Name].Data!)
            );
        }

        using var history = _ring.ToTensor();
        store.Keep(new TrainingState(_identity.Value, _position, [.. states, new NamedState(StateKind.History, "steps", history)]));
    }

    private void Resume(TrainingState state, TrainingStep step)
    {
        (_position, _before) = (state.Position, state.Position.InTraining);
        step.Restore(state);
        _ring.Take(state.Of(StateKind.History).Single().Value);
        if (job.EarlyStopping is not { } stopping || _position.BestEpoch == 0)
        {
            return;
        }

        stopping.Best = (_position.BestValue, _position.BestEpoch);
        _best = Duplicate.Of(job.Network);
        foreach (var best in state.Of(StateKind.Best))
        {
            _best[best.Name].Data!.CopyFrom(best.Value);
        }
    }
}
