using System.Globalization;
using Decant.Cli.Benchmarks;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>The times from texts to answers.</summary>
internal static class BenchTextOutput
{
    /// <summary>Shows them, as a table or as JSON.</summary>
    public static void Show(TextReport report, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(report));
            return;
        }

        call.Terminal.Results.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Texts:N0} texts, {report.Bytes / 1e3:N1} kB, each alone; {report.Threads} thread{(report.Threads == 1 ? "" : "s")}"
            )
        );
        var table = TableLook.OfNumbers("Network", "A text", "Its tokenizer", "Texts/s", "Tokens/s", "Tokenizer");
        foreach (var network in report.Networks)
        {
            table.AddTexts(
                network.Model,
                Microseconds(network.Seconds / report.Texts),
                Microseconds(network.TokenizerSeconds / report.Texts),
                string.Create(CultureInfo.InvariantCulture, $"{report.Texts / network.Seconds:N0}"),
                string.Create(CultureInfo.InvariantCulture, $"{network.Tokens / network.Seconds:N0}"),
                string.Create(CultureInfo.InvariantCulture, $"{report.Bytes / 1e6 / network.TokenizerSeconds:N1} MB/s")
            );
        }

        call.Terminal.Show(table);
        if (report.Ratio is { } ratio)
        {
            call.Terminal.Results.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"From a text to its answer {report.Networks[0].Model} is {ratio:N2} times as fast"
                )
            );
        }
    }

    private static string Json(TextReport report) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("texts", report.Texts);
            json.WriteNumber("bytes", report.Bytes);
            json.WriteNumber("threads", report.Threads);
            json.WriteStartArray("networks");
            foreach (var network in report.Networks)
            {
                json.WriteStartObject();
                json.WriteString("model", network.Model);
                json.WriteNumber("tokens", network.Tokens);
                json.WriteNumber("seconds", network.Seconds);
                json.WriteNumber("tokenizer_seconds", network.TokenizerSeconds);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (report.Ratio is { } ratio)
            {
                json.WriteNumber("ratio", Math.Round(ratio, 4));
            }

            json.WriteEndObject();
        });

    private static string Microseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:N1} µs");
}
