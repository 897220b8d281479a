using System.Globalization;
using Decant.Cli.Benchmarks;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Recipes;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>The times of one distillation step.</summary>
internal static class BenchStepOutput
{
    /// <summary>Shows them, as a table or as JSON.</summary>
    public static void Show(StepReport report, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(report));
            return;
        }

        var table = new Table { Border = TableBorder.None }
            .AddColumn("")
            .AddColumn(new TableColumn("Median").RightAligned())
            .AddColumn(new TableColumn("Fastest").RightAligned());
        foreach (var (name, timing) in Rows(report))
        {
            table.AddRow(
                name,
                string.Create(CultureInfo.InvariantCulture, $"{timing.Median:F2} ms"),
                string.Create(CultureInfo.InvariantCulture, $"{timing.Best:F2} ms")
            );
        }

        call.Terminal.Results.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Case}, {(report.Precision == ElementType.BFloat16 ? "bfloat16" : "float32")}, "
                    + $"{DeviceCatalogue.Describe(report.Device)} kernels, {report.Threads} "
                    + $"thread{(report.Threads == 1 ? "" : "s")}, batches of {report.Batch}: {report.SamplesPerSecond:N0} "
                    + $"samples/s"
            )
        );
        call.Terminal.Show(table);
    }

    private static IEnumerable<(string Name, StepTiming Timing)> Rows(StepReport report) =>
        [
            ("step", report.Step),
            ("teacher forward", report.TeacherForward),
            ("step with stored targets", report.StepWithStoredTargets),
            ("step without teacher", report.StepWithoutTeacher),
        ];

    private static string Json(StepReport report) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("program", "decant");
            json.WriteString("case", report.Case);
            json.WriteString("precision", report.Precision == ElementType.BFloat16 ? Precisions.Half : Precisions.Single);
            json.WriteString("kernels", report.Device);
            json.WriteStrings("implementations", report.Implementations);
            json.WriteNumber("threads", report.Threads);
            json.WriteNumber("samples_per_second", Math.Round(report.SamplesPerSecond, 1));
            json.WriteNumber("managed_bytes_per_step", report.ManagedBytesPerStep);
            json.WriteNumber("memory_bytes", report.MemoryBytes);
            foreach (var (name, timing) in Rows(report))
            {
                json.WriteStartObject(name.Replace(' ', '_'));
                json.WriteNumber("median_ms", Math.Round(timing.Median, 3));
                json.WriteNumber("best_ms", Math.Round(timing.Best, 3));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
}
