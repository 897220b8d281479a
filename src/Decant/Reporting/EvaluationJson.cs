using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>
/// A model's quality on one split as JSON, with its classes, labels or numbers and its confusions: what <c>decant evaluate --json</c>
/// prints.
/// </summary>
internal static class EvaluationJson
{
    /// <summary>The whole result.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="names">Names of classes, labels or numbers by index; the index is taken for a missing one.</param>
    public static string Of(EvaluationResult result, IReadOnlyList<string> names) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("samples", result.Samples);
            foreach (var metric in result.Metrics.Concat(result.Settings))
            {
                json.WriteFinite(metric.Name, metric.Value);
            }

            if (result.LabelUnit is { } unit)
            {
                json.WriteString("unit", unit);
            }

            foreach (var table in result.Tables)
            {
                WriteTable(json, table, names);
            }

            if (result.Confusion is { } confusion)
            {
                WriteConfusion(json, confusion);
            }

            json.WriteEndObject();
        });

    private static void WriteTable(Utf8JsonWriter json, ResultTable table, IReadOnlyList<string> names)
    {
        json.WriteStartArray(table.Name);
        for (var row = 0; row < table.Cells.Count; row++)
        {
            json.WriteStartObject();
            json.WriteString("name", ClassName.Of(names, row));
            foreach (var (column, value) in table.Columns.Zip(table.Cells[row]))
            {
                json.WriteFinite(column.Name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteConfusion(Utf8JsonWriter json, ConfusionCounts confusion)
    {
        json.WriteStartArray("confusion");
        for (var label = 0; label < confusion.Classes; label++)
        {
            json.WriteStartArray();
            foreach (var count in confusion.Row(label))
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
