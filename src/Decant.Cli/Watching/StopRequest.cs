namespace Decant.Cli.Watching;

/// <summary>
/// A request to end a run, from another process: a file in the run's folder. The run looks for it every second and then ends as by Ctrl-C,
/// so
/// that it can be continued.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private const string File = "stop.request";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly ITimer _timer;

    private StopRequest(ITimer timer) => _timer = timer;

    /// <summary>Looks for requests; one from before is none.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="interrupt">Ends the run.</param>
    /// <param name="clock">Tells when to look.</param>
    public static StopRequest Watch(string folder, Action interrupt, TimeProvider clock)
    {
        var file = Path.Combine(folder, File);
        if (System.IO.File.Exists(file))
        {
            System.IO.File.Delete(file);
        }

        return new StopRequest(
            clock.CreateTimer(
                _ =>
                {
                    if (System.IO.File.Exists(file))
                    {
                        System.IO.File.Delete(file);
                        interrupt();
                    }
                },
                null,
                s_pause,
                s_pause
            )
        );
    }

    /// <summary>Asks the run in a folder to end.</summary>
    public static void Make(string folder) => System.IO.File.WriteAllText(Path.Combine(folder, File), "");

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
