using Decant.Notices;

namespace Decant.Pipeline.Progress;

/// <summary>How far a run is, for a program that shows it itself: at most ten times a second, and at the end of each training.</summary>
/// <param name="progress">Is told.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class ProgressObserver(IProgress<RunProgress> progress, TimeProvider clock) : RunDisplay
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private long _last;

    /// <inheritdoc/>
    public override void Note(Notice notice) { }

    /// <inheritdoc/>
    protected override void OnBegin(TrainingStatus status) => Report(status);

    /// <inheritdoc/>
    protected override void OnStep(TrainingStatus status)
    {
        if (clock.GetElapsedTime(_last) >= s_pause)
        {
            Report(status);
        }
    }

    /// <inheritdoc/>
    protected override void OnEpoch(TrainingStatus status) { }

    // A teacher that is there already ends without having begun.
    /// <inheritdoc/>
    protected override void OnEnd(TrainingEnd end)
    {
        if (Status is { } status)
        {
            Report(status);
        }
    }

    private void Report(TrainingStatus status)
    {
        _last = clock.GetTimestamp();
        var plan = status.Plan;
        progress.Report(
            new RunProgress(
                plan.Arm,
                plan.Seed,
                plan.Training,
                plan.Trainings,
                status.Epoch,
                plan.Epochs,
                status.Share,
                status.RemainingOfRun
            )
        );
    }
}
