using System.Runtime.InteropServices;

namespace Decant.Cli.Shell;

/// <summary>
/// A write past the limit for one file (<c>ulimit -f</c>) sends a signal that ends the process without a word. While this lives, the
/// signal is taken: the write fails instead, and the failure says what to do.
/// </summary>
internal sealed class FileSizeSignal : IDisposable
{
    // SIGXFSZ of Linux and macOS, which PosixSignal does not name.
    private const PosixSignal Signal = (PosixSignal)25;

    private readonly PosixSignalRegistration? _registration =
        OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
            ? PosixSignalRegistration.Create(Signal, context => context.Cancel = true)
            : null;

    /// <inheritdoc/>
    public void Dispose() => _registration?.Dispose();
}
