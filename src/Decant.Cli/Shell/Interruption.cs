using System.Runtime.InteropServices;

namespace Decant.Cli.Shell;

/// <summary>
/// Ctrl-C, or a request to terminate: the first one asks the command to stop after the step under way, so that files stay
/// whole; the second one ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const string ShowCursor = "\u001b[?25h";

    private readonly CancellationTokenSource _source = new();
    private readonly Terminal _terminal;
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption(Terminal terminal)
    {
        _terminal = terminal;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            if (_terminal.AreMessagesRich)
            {
                _terminal.Messages.Write(ShowCursor);
            }

            Environment.Exit(ExitCode.Interrupted);
        }

        _terminal.Say("[yellow]Stopping after this step; once more stops at once.[/]");
        _source.Cancel();
    }
}
