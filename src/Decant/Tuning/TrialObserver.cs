using Decant.Notices;
using Decant.Pipeline;
using Decant.Runs;

namespace Decant.Tuning;

/// <summary>Takes down the epochs of a trial, and ends it where others are better.</summary>
/// <param name="metric">What trials are judged by.</param>
/// <param name="goesOn">Whether a trial goes on after the epochs that it has.</param>
internal sealed class TrialObserver(MetricFacts metric, Func<IReadOnlyList<double>, bool> goesOn) : IRunObserver, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<double> _epochs = [];

    /// <summary>The metric on validation after each epoch.</summary>
    public IReadOnlyList<double> Epochs => _epochs;

    /// <summary>Is cancelled where the trial is not worth its epochs.</summary>
    public CancellationToken End => _end.Token;

    public void Note(Notice notice) { }

    public void Begin(TrainingPlan plan) { }

    public void Step(in TrainingProgress progress) { }

    public void Epoch(EpochRecord record)
    {
        if (record.Arm != ArmNames.Distilled || record.ValidationMetric(metric.Name) is not { } score)
        {
            return;
        }

        _epochs.Add(score);
        if (!goesOn(_epochs))
        {
            _end.Cancel();
        }
    }

    void IRunObserver.End(string arm, SeedResult result) { }

    public void Dispose() => _end.Dispose();
}
