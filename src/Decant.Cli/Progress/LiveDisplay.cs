using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Decant.Cli.Progress;

/// <summary>Progress as a few moving lines: what is trained, a bar, the numbers; a finished training leaves one line behind.</summary>
internal sealed class LiveDisplay(Terminal terminal, TimeProvider clock) : RunDisplay
{
    private const int BarCells = 36;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private LiveDisplayContext? _context;
    private long _lastFrame;

    /// <inheritdoc/>
    public override T During<T>(Func<T> work) => terminal.MessageConsole.Live(Text.Empty).AutoClear(true).Start(context =>
    {
        _context = context;
        try
        {
            return work();
        }
        finally
        {
            context.UpdateTarget(Text.Empty);
        }
    });

    /// <inheritdoc/>
    public override void Note(string sentence) => terminal.MessageConsole.MarkupLine($"  [grey]{Markup.Escape(sentence)}[/]");

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
        _context?.UpdateTarget(Text.Empty);
        var line = $"  [green]✓[/] {Markup.Escape(end.Arm),-10} [grey]seed {end.Result.Seed,-3}[/] [bold]{end.Level,10}[/]   [grey]{Markup.Escape(end.Way)}[/]";
        terminal.MessageConsole.MarkupLine(line);
    }

    private void Draw(TrainingStatus status)
    {
        _lastFrame = clock.GetTimestamp();
        _context?.UpdateTarget(Frame(status));
    }

    private static Rows Frame(TrainingStatus status)
    {
        var done = (int)Math.Round(BarCells * Math.Clamp(status.Share, 0, 1));
        var bar = $"[green]{new string('━', done)}[/][grey]{new string('─', BarCells - done)}[/]";
        var percent = status.Share.ToString("P0", CultureInfo.InvariantCulture);
        return new Rows(
            Text.Empty,
            Line($"  [bold]{Markup.Escape(status.Plan.Arm)}[/] [grey]seed {status.Plan.Seed}, {Markup.Escape(status.Title)}[/]"),
            Line($"  {bar}  {percent,5}  {status.Epochs}  [grey]{status.Remaining}[/]"),
            Line($"  {Join(status.Loss)}"),
            Line($"  [grey]{Join(status.Validation, status.Speed)}[/]"));
    }

    private static IRenderable Line(string markup) => new Markup(markup).Overflow(Overflow.Ellipsis);

    private static string Join(params IEnumerable<string> parts) => Markup.Escape(string.Join("   ", parts.Where(part => part.Length > 0)));
}
