using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>A model's quality on one split as JSON, with its classes and confusions: what <c>decant evaluate --json</c> prints.</summary>
public static class EvaluationJson
{
    /// <summary>The whole result.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="classes">Class names by class index; the index stands for a missing one.</param>
    public static string Of(EvaluationResult result, IReadOnlyList<string> classes) => JsonText.Indented(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("samples", result.Samples);
        foreach (var metric in result.Metrics)
        {
            json.WriteFinite(metric.Name, metric.Value);
        }

        if (result is ClassificationResult classification)
        {
            WriteClasses(json, classification, classes);
        }

        json.WriteEndObject();
    });

    private static void WriteClasses(Utf8JsonWriter json, ClassificationResult result, IReadOnlyList<string> classes)
    {
        json.WriteNumber("topK", result.TopK);
        json.WriteStartArray("classes");
        for (var c = 0; c < result.Classes.Count; c++)
        {
            var score = result.Classes[c];
            json.WriteStartObject();
            json.WriteString("name", ClassName.Of(classes, c));
            json.WriteFinite("precision", score.Precision);
            json.WriteFinite("recall", score.Recall);
            json.WriteFinite("f1", score.F1);
            json.WriteNumber("support", score.Support);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("confusion");
        for (var label = 0; label < result.Confusion.Classes; label++)
        {
            json.WriteStartArray();
            foreach (var count in result.Confusion.Row(label))
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
