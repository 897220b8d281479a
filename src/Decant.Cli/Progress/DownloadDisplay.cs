using System.Globalization;
using Decant.Cli.Shell;
using Decant.Data.Downloads;
using Decant.Reporting;

namespace Decant.Cli.Progress;

/// <summary>Shows how far files have come: one moving line on a terminal, a line per file elsewhere.</summary>
internal sealed class DownloadDisplay(Terminal terminal, TimeProvider clock)
{
    private const int BarCells = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly LiveRegion? _region = terminal.AreMessagesRich ? new LiveRegion(terminal.MessageConsole) : null;
    private PublicFile? _file;
    private long _begun;
    private long _had;
    private long _lastFrame;

    /// <summary>Does the work while the display is up.</summary>
    public void During(Action<Action<DownloadProgress>> work)
    {
        if (_region is null)
        {
            work(Take);
            return;
        }

        _region.During(() =>
        {
            work(Take);
            return true;
        });
    }

    private void Take(DownloadProgress progress)
    {
        if (_file != progress.File)
        {
            (_file, _begun, _had) = (progress.File, clock.GetTimestamp(), progress.Received);
        }

        if (progress.Received == progress.File.Bytes)
        {
            var from = progress.From.Length == 0 ? "is there already" : $"from {progress.From}";
            _region?.Draw();
            terminal.Say($"{Markup.Escape(progress.File.Name)}, {Quantity.Bytes(progress.File.Bytes)}, {Markup.Escape(from)}");
        }
        else if (_region is not null && clock.GetElapsedTime(_lastFrame) >= Pause)
        {
            _lastFrame = clock.GetTimestamp();
            _region.Draw(Frame(progress));
        }
    }

    private string Frame(DownloadProgress progress)
    {
        var share = (double)progress.Received / progress.File.Bytes;
        var done = (int)Math.Round(BarCells * Math.Clamp(share, 0, 1));
        var seconds = clock.GetElapsedTime(_begun).TotalSeconds;
        var speed = seconds > 0.5 ? $"{Quantity.Bytes((long)((progress.Received - _had) / seconds))}/s" : "";
        var percent = share.ToString("P0", CultureInfo.InvariantCulture);
        return $"  {Markup.Escape(progress.File.Name)}  "
            + $"[green]{new string('━', done)}[/][grey]{new string('─', BarCells - done)}[/]  {percent, 5}  "
            + $"[grey]{Quantity.Bytes(progress.Received)} of {Quantity.Bytes(progress.File.Bytes)}  {speed}[/]";
    }
}
