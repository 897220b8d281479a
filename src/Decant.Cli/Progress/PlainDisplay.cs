namespace Decant.Cli.Progress;

/// <summary>
/// Progress as lines of text, for files, pipes and terminals without colours: one per epoch at most, and no more than
/// one in half a second where epochs are short.
/// </summary>
internal sealed class PlainDisplay(Terminal terminal, TimeProvider clock) : RunDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private long _lastLine;

    /// <inheritdoc/>
    public override void Note(string sentence) => terminal.Messages.WriteLine(sentence);

    /// <inheritdoc/>
    protected override void OnBegin(TrainingStatus status)
    {
        _lastLine = clock.GetTimestamp();
        Write(status.Plan.Arm, status.Plan.Seed, status.Title);
    }

    /// <inheritdoc/>
    protected override void OnStep(TrainingStatus status)
    {
    }

    /// <inheritdoc/>
    protected override void OnEpoch(TrainingStatus status)
    {
        if (clock.GetElapsedTime(_lastLine) < Pause && status.Epoch < status.Plan.Epochs)
        {
            return;
        }

        _lastLine = clock.GetTimestamp();
        Write(status.Plan.Arm, status.Plan.Seed, status.Epochs, status.Loss, status.Validation, status.Speed, status.Remaining);
    }

    /// <inheritdoc/>
    protected override void OnEnd(TrainingEnd end) => Write(end.Arm, end.Result.Seed, $"test {end.Level}", end.Way, end.Result.StopReason ?? "");

    private void Write(string arm, ulong seed, params IEnumerable<string> parts) =>
        terminal.Messages.WriteLine($"{arm,-9} seed {seed}  {string.Join("; ", parts.Where(part => part.Length > 0))}");
}
