using System.Globalization;
using Decant.Cli.Shell;
using Decant.Reporting;

namespace Decant.Cli.Progress;

/// <summary>Shows how many answers a store has: a moving line on a terminal, a line every few seconds elsewhere.</summary>
internal sealed class AnswersDisplay(Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan s_frame = TimeSpan.FromSeconds(0.1),
        s_line = TimeSpan.FromSeconds(10);

    private readonly LiveRegion? _region = terminal.AreMessagesRich ? new LiveRegion(terminal.MessageConsole) : null;
    private long _begun = -1;
    private long _had;
    private long _last;

    /// <summary>Does the work while the display is up.</summary>
    public T During<T>(Func<T> work) => _region is null ? work() : _region.During(work);

    /// <summary>Takes how far it is.</summary>
    /// <param name="answers">Answers that are there.</param>
    /// <param name="wanted">Answers that there will be.</param>
    public void Take(long answers, long wanted)
    {
        if (_begun < 0)
        {
            (_begun, _had, _last) = (clock.GetTimestamp(), answers, clock.GetTimestamp());
            return;
        }

        if (clock.GetElapsedTime(_last) < (_region is null ? s_line : s_frame) && answers < wanted)
        {
            return;
        }

        _last = clock.GetTimestamp();
        var rate = (answers - _had) / Math.Max(1e-3, clock.GetElapsedTime(_begun).TotalSeconds);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Quantity.Count(answers)} of {Quantity.Count(wanted)} answers, {rate:0} a second"
                + $"{(answers < wanted && rate > 0 ? $", {Quantity.Duration(TimeSpan.FromSeconds((wanted - answers) / rate))} to go" : "")}"
        );
        if (_region is null)
        {
            terminal.Say(Spectre.Console.Markup.Escape(line));
        }
        else
        {
            _region.Draw(line);
        }
    }
}
