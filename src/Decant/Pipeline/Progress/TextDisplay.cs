using Decant.Notices;
using Decant.Recipes;

namespace Decant.Pipeline.Progress;

/// <summary>
/// Progress as lines of text, for files, pipes and terminals without colours: one per epoch where epochs are long, and no more than
/// one per pause where they are short; within a very long epoch one per while.
/// </summary>
/// <param name="writer">Takes the lines.</param>
/// <param name="pause">The least time between the lines of two epochs.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class TextDisplay(TextWriter writer, TimeSpan pause, TimeProvider clock) : RunDisplay
{
    private static readonly TimeSpan While = TimeSpan.FromSeconds(10);

    private long _lastLine;

    /// <summary>Lines on standard error, one every few seconds: what a program sees that uses the library and names no observer.</summary>
    /// <param name="recipe">Its task says what the run is judged by.</param>
    /// <param name="clock">Tells the time.</param>
    public static TextDisplay OfConsole(Recipe recipe, TimeProvider clock) =>
        new(Console.Error, TimeSpan.FromSeconds(2), clock) { Metric = recipe.Task.MainMetric };

    /// <inheritdoc/>
    public override void Note(Notice notice) => writer.WriteLine(notice.Text);

    /// <inheritdoc/>
    protected override void OnBegin(TrainingStatus status)
    {
        _lastLine = clock.GetTimestamp();
        Write(status.Plan.Arm, status.Plan.Seed, status.Title);
    }

    /// <inheritdoc/>
    protected override void OnStep(TrainingStatus status)
    {
        if (clock.GetElapsedTime(_lastLine) >= While)
        {
            Show(status);
        }
    }

    /// <inheritdoc/>
    protected override void OnEpoch(TrainingStatus status)
    {
        if (clock.GetElapsedTime(_lastLine) >= pause || status.Epoch == status.Plan.Epochs)
        {
            Show(status);
        }
    }

    /// <inheritdoc/>
    protected override void OnEnd(TrainingEnd end) =>
        Write(end.Arm, end.Result.Seed, $"test {end.Level}", end.Way, end.Result.StopReason ?? "");

    private void Show(TrainingStatus status)
    {
        _lastLine = clock.GetTimestamp();
        Write(status.Plan.Arm, status.Plan.Seed, status.Epochs, status.Loss, status.Validation, status.Speed, status.Remaining);
    }

    private void Write(string arm, ulong seed, params IEnumerable<string> parts) =>
        writer.WriteLine($"{arm, -9} seed {seed}  {string.Join("; ", parts.Where(part => part.Length > 0))}");
}
