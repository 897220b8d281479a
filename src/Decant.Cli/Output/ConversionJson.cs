using System.Text.Json;
using Decant.Reporting;
using Decant.Students.Weights;

namespace Decant.Cli.Output;

/// <summary>Which tensor of a weight file became which of a network, for programs.</summary>
internal static class ConversionJson
{
    /// <summary>The whole report.</summary>
    public static string Of(WeightedNetwork weighted) =>
        JsonText.Indented(json =>
        {
            var report = weighted.Report;
            json.WriteStartObject();
            json.WriteString("file", weighted.File);
            json.WriteString("format", weighted.Format);
            json.WriteStartArray("taken");
            foreach (var taken in report.Taken)
            {
                json.WriteStartObject();
                json.WriteString("name", taken.Name);
                json.WriteString("source", taken.Source);
                WriteSizes(json, "shape", taken.Sizes);
                json.WriteString("matchedBy", JsonText.Word(taken.Kind));
                json.WriteBoolean("transposed", taken.IsTransposed);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("misfits");
            foreach (var misfit in report.Misfits)
            {
                json.WriteStartObject();
                json.WriteString("name", misfit.Name);
                WriteSizes(json, "shape", misfit.Sizes);
                json.WriteString("source", misfit.Source);
                WriteSizes(json, "sourceShape", misfit.SourceSizes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteUnmatched(json, "missing", report.Missing);
            WriteUnmatched(json, "leftOver", report.LeftOver);
            json.WriteStrings("ignored", report.Ignored);
            json.WriteEndObject();
        });

    private static void WriteUnmatched(Utf8JsonWriter json, string name, IReadOnlyList<UnmatchedWeight> weights)
    {
        json.WriteStartArray(name);
        foreach (var weight in weights)
        {
            json.WriteStartObject();
            json.WriteString("name", weight.Name);
            WriteSizes(json, "shape", weight.Sizes);
            json.WriteString("nearest", weight.Nearest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSizes(Utf8JsonWriter json, string name, IReadOnlyList<int> sizes)
    {
        json.WriteStartArray(name);
        foreach (var size in sizes)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
    }
}
