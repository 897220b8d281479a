using System.Globalization;
using Decant.Cli.Benchmarks;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>The speeds of single kernels, each line as soon as it is known.</summary>
internal static class BenchKernelsOutput
{
    /// <summary>Shows them, as a table or as JSON.</summary>
    public static void Show(IEnumerable<KernelResult> results, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(results.Select(result => Told(result, call))));
            return;
        }

        call.Terminal.Results.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{"kernel", -48} {"operator", -26} {"threads", 7} {"ms", 9} {"GFLOP/s", 8} {"peak", 6} {"GB/s", 7} "
                    + $"{"copy", 6} {"roofline", 9}"
            )
        );
        foreach (var result in results)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            call.Terminal.Results.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{result.Kernel, -48} {result.Operator, -26} {result.Threads, 7} {result.Best, 9:F3} "
                        + $"{result.Gigaflops, 8:F1} {result.Peak / 1e9, 6:F0} {result.Gigabytes, 7:F1} "
                        + $"{result.Bandwidth / 1e9, 6:F1} {result.RooflineShare, 9:P0}"
                )
            );
        }
    }

    // Standard output belongs to the JSON; the progress goes to standard error.
    private static KernelResult Told(KernelResult result, Invocation call)
    {
        call.Cancellation.ThrowIfCancellationRequested();
        call.Terminal.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Kernel}, {result.Operator}, {result.Threads} threads: {result.Best:F3} ms"
            )
        );
        return result;
    }

    private static string Json(IEnumerable<KernelResult> results) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("program", "decant");
            json.WriteStartArray("results");
            foreach (var result in results)
            {
                json.WriteStartObject();
                json.WriteString("kernel", result.Kernel);
                json.WriteString("operator", result.Operator);
                json.WriteNumber("threads", result.Threads);
                json.WriteNumber("best_ms", Math.Round(result.Best, 4));
                json.WriteNumber("flops", result.Flops);
                json.WriteNumber("bytes", result.Bytes);
                json.WriteNumber("gflops", Math.Round(result.Gigaflops, 2));
                json.WriteNumber("gigabytes_per_second", Math.Round(result.Gigabytes, 2));
                json.WriteNumber("peak_gflops", Math.Round(result.Peak / 1e9, 2));
                json.WriteNumber("bandwidth_gigabytes_per_second", Math.Round(result.Bandwidth / 1e9, 2));
                json.WriteNumber("roofline_share", Math.Round(result.RooflineShare, 4));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
}
