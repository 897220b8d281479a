namespace Decant.Cli.Shell;

/// <summary>What the program answers to the shell that started it.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>A run failed after its work had begun, or Decant itself is at fault.</summary>
    public const int Failed = 1;

    /// <summary>A recipe, an argument or the data cannot be worked with; nothing was done.</summary>
    public const int BadInput = 2;

    /// <summary>Everything was done, and the student does not reach what the recipe requires.</summary>
    public const int NotAsRequired = 3;

    /// <summary>Ended by Ctrl-C or a request to terminate: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
