using System.Diagnostics;

namespace Decant.Tests.Reporting.Snippets;

/// <summary>A program of another language, where this machine has it.</summary>
internal static class ForeignProgram
{
    /// <summary>Runs it in a folder; the test is skipped, with the reason, where it is not here.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Text)> Run(string name, string folder, params string[] arguments)
    {
        var file = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(place => Path.Combine(place, name))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(file is null, $"{name} is not here.");
        using var process = Process.Start(
            new ProcessStartInfo(file, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PYTHONIOENCODING"] = "utf-8" },
            }
        )!;
        var cancellation = TestContext.Current.CancellationToken;
        var (results, problems) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await results + await problems);
    }
}
