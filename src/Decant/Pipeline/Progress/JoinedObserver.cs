using Decant.Notices;
using Decant.Runs;

namespace Decant.Pipeline.Progress;

/// <summary>Tells several observers, in their order.</summary>
/// <param name="observers">The observers.</param>
internal sealed class JoinedObserver(IReadOnlyList<IRunObserver> observers) : IRunObserver
{
    /// <inheritdoc/>
    public void Note(Notice notice) => Tell(observer => observer.Note(notice));

    /// <inheritdoc/>
    public void Begin(TrainingPlan plan) => Tell(observer => observer.Begin(plan));

    /// <inheritdoc/>
    public void Step(in TrainingProgress progress)
    {
        // By index: an enumerator of an interface would be allocated in every step.
        for (var i = 0; i < observers.Count; i++)
        {
            observers[i].Step(progress);
        }
    }

    /// <inheritdoc/>
    public void Epoch(EpochRecord record) => Tell(observer => observer.Epoch(record));

    /// <inheritdoc/>
    public void End(string arm, SeedResult result) => Tell(observer => observer.End(arm, result));

    private void Tell(Action<IRunObserver> fact)
    {
        foreach (var observer in observers)
        {
            fact(observer);
        }
    }
}
