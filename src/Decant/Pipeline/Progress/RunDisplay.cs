using Decant.Evaluation;
using Decant.Evidence;
using Decant.Notices;
using Decant.Reporting;
using Decant.Runs;

namespace Decant.Pipeline.Progress;

/// <summary>
/// Shows how a run goes: as moving lines on a terminal, as plain lines elsewhere. What both have in common: how far each training is.
/// </summary>
internal abstract class RunDisplay : IRunObserver
{
    private readonly Dictionary<string, double> _paces = [];
    private TimeSpan? _distillation;
    private bool _isCompared;

    /// <summary>Whether a training was begun: from then on an error is the run's and not the input's.</summary>
    public bool HasTrainingBegun { get; private set; }

    /// <summary>The training under way; null before the first.</summary>
    protected TrainingStatus? Status { get; private set; }

    /// <summary>What the run is judged by; the plan of its first training says it, too.</summary>
    public MetricFacts Metric { get; init; } = Accuracy.Facts;

    /// <summary>Does the work while the display is up, and takes it down whatever happens.</summary>
    public virtual T During<T>(Func<T> work) => work();

    /// <inheritdoc/>
    public abstract void Note(Notice notice);

    /// <inheritdoc/>
    public void Begin(TrainingPlan plan)
    {
        HasTrainingBegun = true;
        if (plan.Arm is not (ArmNames.Teacher or ArmNames.Distilled) && _distillation is { } pace)
        {
            Note(
                $"For comparison the same student now learns without a teacher: at most about "
                    + $"{Quantity.Duration(pace)} per seed (--no-compare leaves it out)."
            );
            _distillation = null;
        }

        Status = new TrainingStatus(plan, _paces);
        OnBegin(Status);
    }

    /// <inheritdoc/>
    public void Step(in TrainingProgress progress)
    {
        Status!.Take(progress);
        OnStep(Status);
    }

    /// <inheritdoc/>
    public void Epoch(EpochRecord record)
    {
        Status!.Take(record);
        OnEpoch(Status);
    }

    /// <inheritdoc/>
    public void End(string arm, SeedResult result)
    {
        HasTrainingBegun = true;
        if (arm == ArmNames.Distilled && !_isCompared)
        {
            (_distillation, _isCompared) = (result.Duration, true);
        }

        OnEnd(new TrainingEnd(arm, result, Level(result.Test)));
    }

    /// <summary>A training begins.</summary>
    protected abstract void OnBegin(TrainingStatus status);

    /// <summary>An update is done; called very often.</summary>
    protected abstract void OnStep(TrainingStatus status);

    /// <summary>An epoch is done.</summary>
    protected abstract void OnEpoch(TrainingStatus status);

    /// <summary>A training is over.</summary>
    protected abstract void OnEnd(TrainingEnd end);

    // A teacher that was not trained is the first to tell the labels' unit.
    private string Level(EvaluationResult test) =>
        test.Measures.FirstOrDefault(measure => measure.Name == Metric.Name) is { } measure
            ? MetricText.Level(measure.Facts, measure.Value)
            : Quantity.None;
}
