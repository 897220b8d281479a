using System.Globalization;
using Decant.Cli.Benchmarks;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>The times of steps by where the teacher's answers come from.</summary>
internal static class BenchStoreOutput
{
    /// <summary>Shows them, as a table or as JSON.</summary>
    public static void Show(StoreReport report, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(report));
            return;
        }

        var table = TableLook.OfNumbers("Step", "Median", "Fastest", "Of a step without teacher");
        foreach (var (name, timing) in Rows(report))
        {
            table.AddTexts(
                name,
                string.Create(CultureInfo.InvariantCulture, $"{timing.Median:F2} ms"),
                string.Create(CultureInfo.InvariantCulture, $"{timing.Best:F2} ms"),
                string.Create(CultureInfo.InvariantCulture, $"{timing.Best / report.WithoutTeacher.Best:F2}")
            );
        }

        call.Terminal.Results.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Case}, {report.Threads} thread{(report.Threads == 1 ? "" : "s")}, batches of {report.Batch}, "
                    + $"{report.BytesPerAnswer:0.#} bytes an answer"
            )
        );
        call.Terminal.Show(table);
        call.Terminal.Show(
            new Text(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\nAnswers of 64 kB from the page cache, one thread: {report.GigabytesPerSecond:0.00} GB/s in f32, "
                        + $"{report.GigabytesPerSecondInF16:0.00} GB/s in f16.\n"
                )
            )
        );
    }

    private static IEnumerable<(string Name, StepTiming Timing)> Rows(StoreReport report) =>
        [
            ("without teacher", report.WithoutTeacher),
            ("from a store in memory", report.FromMemory),
            ("from a store's files", report.FromFiles),
            ("live", report.Live),
        ];

    private static string Json(StoreReport report) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("case", report.Case);
            json.WriteNumber("threads", report.Threads);
            json.WriteNumber("batch", report.Batch);
            json.WriteNumber("bytes_per_answer", Math.Round(report.BytesPerAnswer, 2));
            json.WriteNumber("gigabytes_per_second", Math.Round(report.GigabytesPerSecond, 3));
            json.WriteNumber("gigabytes_per_second_f16", Math.Round(report.GigabytesPerSecondInF16, 3));
            foreach (var (name, timing) in Rows(report))
            {
                json.WriteStartObject(name.Replace(' ', '_').Replace("'", "", StringComparison.Ordinal));
                json.WriteNumber("median_ms", Math.Round(timing.Median, 3));
                json.WriteNumber("best_ms", Math.Round(timing.Best, 3));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
}
