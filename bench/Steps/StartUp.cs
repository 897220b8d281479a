using System.Diagnostics;
using System.Text.Json;

namespace Decant.Steps.Bench;

/// <summary>
/// How long <c>decant distill recipes/mnist.yaml</c> takes from the start of its process to the end of its first training step.
/// </summary>
internal static class StartUp
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    /// <summary>Seconds; null without the data.</summary>
    /// <param name="dataRoot">The folder with the folder <c>mnist</c>.</param>
    /// <param name="threads">Threads that compute.</param>
    public static double? Measure(string dataRoot, int threads)
    {
        if (!Directory.Exists(Path.Combine(dataRoot, "mnist")))
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("decant-start-");
        try
        {
            // In a folder of its own no teacher of an earlier run is found, so the first step is one of the teacher.
            var start = ChildProcess.Start(
                "dotnet",
                threads,
                ChildProcess.Decant,
                "distill",
                Path.Combine(PerformancePage.Root(), "recipes", "mnist.yaml"),
                "--data-root",
                Path.GetFullPath(dataRoot),
                "--threads",
                $"{threads}",
                "--out",
                "run"
            );
            start.WorkingDirectory = folder.FullName;
            var begin = TimeProvider.System.GetUtcNow();
            using var process = Process.Start(start)!;
            try
            {
                return FirstStep(Path.Combine(folder.FullName, "run", "log.jsonl"), process, begin) is { } first
                    ? (first - begin).TotalSeconds
                    : null;
            }
            finally
            {
                process.Kill();
                process.WaitForExit();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The log says itself when the step was done, so looking seldom costs no precision.
    private static DateTimeOffset? FirstStep(string log, Process process, DateTimeOffset begin)
    {
        while (!process.HasExited && TimeProvider.System.GetUtcNow() - begin < s_longest)
        {
            if (File.Exists(log))
            {
                using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                if (
                    reader.ReadToEnd().Split('\n').FirstOrDefault(line => line.Contains("\"first-step\"", StringComparison.Ordinal)) is
                    { } line
                )
                {
                    return JsonDocument.Parse(line).RootElement.GetProperty("time").GetDateTimeOffset();
                }
            }

            process.WaitForExit(50);
        }

        return null;
    }
}
