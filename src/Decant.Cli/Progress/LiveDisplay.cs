using System.Globalization;
using Decant.Cli.Shell;
using Decant.Notices;
using Decant.Pipeline.Progress;

namespace Decant.Cli.Progress;

/// <summary>Progress as a few moving lines: what is trained, a bar, the numbers; a finished training leaves one line behind.</summary>
internal sealed class LiveDisplay(Terminal terminal, TimeProvider clock) : RunDisplay
{
    private const int BarCells = 36;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly LiveRegion _region = new(terminal.MessageConsole);
    private long _lastFrame;

    /// <inheritdoc/>
    public override T During<T>(Func<T> work) => _region.During(work);

    /// <inheritdoc/>
    public override void Note(Notice notice) =>
        terminal.Say($"[grey]{Markup.Escape(WrappedText.Of(notice.Text, 2, terminal.TextWidth).TrimEnd('\n'))}[/]");

    /// <inheritdoc/>
    protected override void OnBegin(TrainingStatus status) => Draw(status);

    /// <inheritdoc/>
    protected override void OnStep(TrainingStatus status)
    {
        if (clock.GetElapsedTime(_lastFrame) >= Pause)
        {
            Draw(status);
        }
    }

    /// <inheritdoc/>
    protected override void OnEpoch(TrainingStatus status) => Draw(status);

    /// <inheritdoc/>
    protected override void OnEnd(TrainingEnd end)
    {
        _region.Draw();
        terminal.Say(
            $"  [green]✓[/] {Markup.Escape(end.Arm), -10} [grey]seed {end.Result.Seed, -3}[/] "
                + $"[bold]{end.Level, 10}[/]   [grey]{Markup.Escape(end.Way)}[/]"
        );
    }

    private void Draw(TrainingStatus status)
    {
        _lastFrame = clock.GetTimestamp();
        var done = (int)Math.Round(BarCells * Math.Clamp(status.Share, 0, 1));
        var bar = $"[green]{new string('━', done)}[/][grey]{new string('─', BarCells - done)}[/]";
        var percent = status.Share.ToString("P0", CultureInfo.InvariantCulture);
        _region.Draw(
            "",
            $"  [bold]{Markup.Escape(status.Plan.Arm)}[/] [grey]seed {status.Plan.Seed}, {Markup.Escape(status.Title)}[/]",
            $"  {bar}  {percent, 5}  {status.Epochs}  [grey]{status.Remaining}[/]",
            $"  {Join(status.Loss)}",
            $"  [grey]{Join(status.Validation, status.Speed)}[/]"
        );
    }

    private static string Join(params IEnumerable<string> parts) => Markup.Escape(string.Join("   ", parts.Where(part => part.Length > 0)));
}
