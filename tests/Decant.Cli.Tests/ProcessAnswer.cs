namespace Decant.Cli.Tests;

/// <summary>What a process said and how it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Results">Standard output.</param>
/// <param name="Messages">Standard error.</param>
internal sealed record ProcessAnswer(int ExitCode, string Results, string Messages)
{
    /// <summary>All of it as one text, for a snapshot.</summary>
    public string Transcript => $"exit code {ExitCode}\n--- standard output\n{Results}--- standard error\n{Messages}";
}
