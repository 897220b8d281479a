using System.Globalization;
using System.Text.Json;
using Decant.Cli.Benchmarks;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>The times of a network's answers.</summary>
internal static class BenchInferOutput
{
    /// <summary>Shows them, as a table or as JSON.</summary>
    public static void Show(InferenceReport report, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(report));
            return;
        }

        var table = new Table { Border = TableBorder.None }.AddColumn("");
        foreach (var column in new[] { "Fastest", "Median", "95 %", "Samples/s" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var (name, timing) in Rows(report))
        {
            table.AddRow(
                name,
                Milliseconds(timing.Best),
                Milliseconds(timing.Median),
                Milliseconds(timing.Percentile95),
                string.Create(CultureInfo.InvariantCulture, $"{report.Batch / timing.Median * 1e3:N0}")
            );
        }

        call.Terminal.Results.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Model}, float32, {report.Threads} thread{(report.Threads == 1 ? "" : "s")}, batches of {report.Batch}"
            )
        );
        call.Terminal.Show(table);
        if (report.RooflineShare is { } share)
        {
            call.Terminal.Results.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Decant: arena {report.ArenaBytes / 1e6:F2} MB, weights {report.ParameterBytes / 1e6:F2} MB, "
                        + $"{share:P0} of what the machine can do"
                )
            );
        }

        if (report.Ratio is { } ratio)
        {
            call.Terminal.Results.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"Decant's fastest call is {ratio:F2} times as fast as ONNX Runtime's")
            );
        }
    }

    private static IEnumerable<(string Name, InferenceTiming Timing)> Rows(InferenceReport report) =>
        new[] { ("Decant", report.Decant), ("ONNX Runtime", report.OnnxRuntime) }.Where(row => row.Item2 is not null)!;

    private static string Json(InferenceReport report) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("program", "decant");
            json.WriteString("model", report.Model);
            json.WriteNumber("batch", report.Batch);
            json.WriteNumber("threads", report.Threads);
            Timing(json, "decant", report.Decant, report.Batch);
            Timing(json, "onnxruntime", report.OnnxRuntime, report.Batch);
            json.WriteNumber("arena_bytes", report.ArenaBytes);
            json.WriteNumber("parameter_bytes", report.ParameterBytes);
            json.WriteNumber("flops", report.Flops);
            json.WriteNumber("bytes", report.Bytes);
            Number(json, "roofline_share", report.RooflineShare);
            Number(json, "ratio", report.Ratio);
            json.WriteEndObject();
        });

    private static void Timing(Utf8JsonWriter json, string name, InferenceTiming? timing, int batch)
    {
        if (timing is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("best_ms", Math.Round(timing.Best, 4));
        json.WriteNumber("median_ms", Math.Round(timing.Median, 4));
        json.WriteNumber("percentile95_ms", Math.Round(timing.Percentile95, 4));
        json.WriteNumber("samples_per_second", Math.Round(batch / timing.Median * 1e3, 1));
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, Math.Round(known, 4));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Milliseconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F3} ms");
}
