using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Decant.Reporting.Summaries;
using Decant.Runs;

namespace Decant.Cli.Output;

/// <summary>Finished runs as a table or as JSON.</summary>
internal static class RunsOutput
{
    /// <summary>Shows them.</summary>
    /// <param name="runs">The runs, in their order.</param>
    /// <param name="place">The folder in which they were looked for, or the page that was made of them.</param>
    /// <param name="call">The call.</param>
    /// <param name="names">What they are called; null for their folders.</param>
    public static void Show(IReadOnlyList<RunSummary> runs, string place, Invocation call, IReadOnlyList<string>? names = null)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(runs));
            return;
        }

        if (runs.Count == 0)
        {
            call.Terminal.Results.WriteLine($"No finished run in {place}. decant distill RECIPE makes one.");
            return;
        }

        var table = TableLook.OfNumbers("Run", "Metric", "Teacher", "Distilled", "No teacher", "Help?", "Size", "Latency", "Ended");
        foreach (var (position, run) in runs.Index())
        {
            table.AddTexts(
                names?[position] ?? Path.GetFileName(Path.GetFullPath(run.Folder)),
                $"{Evidence.MetricText.Words(run.Metric.Name)}{(run.JudgedBy == "test" ? "" : $" ({run.JudgedBy})")}",
                RunsText.Level(run, ArmNames.Teacher),
                RunsText.Level(run, ArmNames.Distilled),
                RunsText.Level(run, ArmNames.Scratch),
                RunsText.Outcome(run),
                RunsText.Size(run),
                RunsText.Latency(run),
                run.Finished.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            );
        }

        call.Terminal.Show(table);
        call.Terminal.Results.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"\n{runs.Count} run{(runs.Count == 1 ? "" : "s")}, {place}; times are UTC")
        );
    }

    private static string Json(IReadOnlyList<RunSummary> runs) =>
        JsonText.Indented(json =>
        {
            json.WriteStartArray();
            foreach (var run in runs)
            {
                json.WriteStartObject();
                json.WriteString("folder", run.Folder);
                json.WriteString("name", run.Name);
                json.WriteString("task", run.Task);
                json.WriteString("metric", run.Metric.Name);
                json.WriteString("judgedBy", run.JudgedBy);
                json.WriteString("outcome", run.Outcome);
                json.WriteString("finished", run.Finished);
                json.WriteStartArray("arms");
                foreach (var arm in new[] { run.Teacher }.OfType<ArmSummary>().Concat(run.Arms))
                {
                    json.WriteStartObject();
                    json.WriteString("name", arm.Name);
                    json.WriteFinite("mean", arm.Mean(run.Metric.Name));
                    json.WriteFinite(
                        "standardDeviation",
                        arm.Deviations.TryGetValue(run.Metric.Name, out var deviation) ? deviation : null
                    );
                    json.WriteNumber("seeds", arm.Seeds);
                    json.WriteNumber("parameters", arm.Parameters);
                    json.WriteNumber("bytes", arm.Bytes);
                    json.WriteFinite("seconds", arm.Seconds);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
