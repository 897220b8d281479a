using System.Globalization;
using System.Text.Json;
using Decant.Engine;
using Decant.Runs;

namespace Decant.Reporting.Summaries;

/// <summary>Reads finished runs from their <c>summary.json</c>.</summary>
internal static class SummaryReader
{
    // runs/NAME, runs/sweep-NAME/POINT
    private const int DeepestFolder = 3;

    /// <summary>The run of a folder.</summary>
    /// <exception cref="DecantException">There is none, or what is there cannot be read.</exception>
    public static RunSummary Read(string folder)
    {
        var file = Path.Combine(folder, RunFiles.Summary);
        if (!File.Exists(file))
        {
            throw new DecantException(
                $"'{folder}': expected a finished run with its {RunFiles.Summary}, and there is none. "
                    + "A run that ended early continues with decant distill --resume; decant runs lists those that are finished."
            );
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return Run(json.RootElement, folder);
        }
        catch (Exception problem)
            when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException)
        {
            throw new DecantException(
                $"'{file}': expected the summary of a run, and it cannot be read: it is cut off, or not Decant's. Remove the file, or run the "
                    + "recipe again.",
                problem
            );
        }
    }

    /// <summary>The finished runs below a folder, the newest first; what cannot be read is told and left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="tell">Is told of what cannot be read.</param>
    public static IReadOnlyList<RunSummary> Below(string folder, Action<string> tell)
    {
        var runs = new List<RunSummary>();
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder };
        foreach (var file in Directory.EnumerateFiles(folder, RunFiles.Summary, options))
        {
            try
            {
                runs.Add(Read(Path.GetDirectoryName(file)!));
            }
            catch (DecantException problem)
            {
                tell(problem.Message);
            }
        }

        return [.. runs.OrderByDescending(run => run.Finished).ThenBy(run => run.Folder, StringComparer.Ordinal)];
    }

    private static RunSummary Run(JsonElement root, string folder)
    {
        var metric = root.GetProperty("metric");
        var student = Object(root, "student");
        return new RunSummary
        {
            Folder = folder,
            Name = root.GetProperty("name").GetString()!,
            Task = root.GetProperty("task").GetString()!,
            Metric = new MetricFacts(
                metric.GetProperty("name").GetString()!,
                metric.GetProperty("unit").GetString()!,
                metric.GetProperty("higherIsBetter").GetBoolean()
            ),
            JudgedBy = root.GetProperty("data").TryGetProperty("judgedBy", out var part) ? part.GetString()! : "test",
            Finished = root.GetProperty("finished").GetDateTimeOffset(),
            Duration = TimeSpan.FromSeconds(root.GetProperty("seconds").GetProperty("total").GetDouble()),
            Outcome = root.GetProperty("outcome").GetString(),
            Verdict = root.GetProperty("verdict").GetString(),
            Teacher = Object(root, "teacher") is { } teacher
                ? Sized(teacher) with
                {
                    Name = ArmNames.Teacher,
                    Means = Numbers(teacher.GetProperty("test"), value => value),
                }
                : null,
            Arms =
            [
                .. root.GetProperty("arms")
                    .EnumerateArray()
                    .Select(arm =>
                        // Control arms are the same student.
                        (student is { } model ? Sized(model) : Nothing()) with
                        {
                            Name = arm.GetProperty("name").GetString()!,
                            Seeds = arm.GetProperty("seeds").GetArrayLength(),
                            Means = Numbers(arm.GetProperty("test"), value => value.GetProperty("mean")),
                            Deviations = Numbers(arm.GetProperty("test"), value => value.GetProperty("standardDeviation")),
                        }
                    ),
            ],
        };
    }

    private static ArmSummary Nothing() => new() { Name = "", Means = new Dictionary<string, double>() };

    private static ArmSummary Sized(JsonElement model) =>
        Nothing() with
        {
            Parameters = model.GetProperty("parameters").GetInt64(),
            Bytes = model.GetProperty("bytes").GetInt64(),
            Seconds = model
                .GetProperty("latency")
                .EnumerateArray()
                .Where(latency => latency.GetProperty("batch").GetInt32() == 1)
                .Select(latency => (double?)latency.GetProperty("medianSeconds").GetDouble())
                .FirstOrDefault(),
        };

    private static JsonElement? Object(JsonElement root, string name) =>
        root.GetProperty(name) is { ValueKind: JsonValueKind.Object } found ? found : null;

    // A number that does not exist is null there, and left out here.
    private static Dictionary<string, double> Numbers(JsonElement metrics, Func<JsonElement, JsonElement> of) =>
        metrics
            .EnumerateObject()
            .Select(metric => (metric.Name, Value: of(metric.Value)))
            .Where(metric => metric.Value.ValueKind == JsonValueKind.Number)
            .ToDictionary(metric => metric.Name, metric => double.Parse(metric.Value.GetRawText(), CultureInfo.InvariantCulture));
}
