using Decant.Notices;
using Decant.Runs;

namespace Decant.Pipeline.Progress;

/// <summary>Keeps what it is told to itself.</summary>
internal sealed class SilentObserver : IRunObserver
{
    /// <inheritdoc/>
    public void Note(Notice notice) { }

    /// <inheritdoc/>
    public void Begin(TrainingPlan plan) { }

    /// <inheritdoc/>
    public void Step(in TrainingProgress progress) { }

    /// <inheritdoc/>
    public void Epoch(EpochRecord record) { }

    /// <inheritdoc/>
    public void End(string arm, SeedResult result) { }
}
