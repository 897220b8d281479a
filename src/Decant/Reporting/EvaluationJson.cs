using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>A model's quality on one split as JSON, with its classes, labels or numbers and its confusions: what <c>decant evaluate --json</c> prints.</summary>
public static class EvaluationJson
{
    /// <summary>The whole result.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="names">Names of classes, labels or numbers by index; the index stands for a missing one.</param>
    public static string Of(EvaluationResult result, IReadOnlyList<string> names) => JsonText.Indented(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("samples", result.Samples);
        foreach (var metric in result.Metrics)
        {
            json.WriteFinite(metric.Name, metric.Value);
        }

        switch (result)
        {
            case ClassificationResult classification:
                json.WriteNumber("topK", classification.TopK);
                WriteScores(json, "classes", classification.Classes, names);
                WriteConfusion(json, classification.Confusion);
                break;
            case MultiLabelResult labels:
                WriteScores(json, "labels", labels.Labels, names);
                break;
            case RegressionResult regression:
                json.WriteString("unit", regression.Unit);
                WriteNumbers(json, regression, names);
                break;
        }

        json.WriteEndObject();
    });

    private static void WriteNumbers(Utf8JsonWriter json, RegressionResult result, IReadOnlyList<string> names)
    {
        json.WriteStartArray("numbers");
        for (var c = 0; c < result.Numbers.Count; c++)
        {
            var score = result.Numbers[c];
            json.WriteStartObject();
            json.WriteString("name", ClassName.Of(names, c));
            json.WriteFinite("meanAbsoluteError", score.MeanAbsoluteError);
            json.WriteFinite("rootMeanSquaredError", score.RootMeanSquaredError);
            json.WriteFinite("rSquared", score.RSquared);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteScores(Utf8JsonWriter json, string title, IReadOnlyList<ClassScore> scores, IReadOnlyList<string> names)
    {
        json.WriteStartArray(title);
        for (var c = 0; c < scores.Count; c++)
        {
            var score = scores[c];
            json.WriteStartObject();
            json.WriteString("name", ClassName.Of(names, c));
            json.WriteFinite("precision", score.Precision);
            json.WriteFinite("recall", score.Recall);
            json.WriteFinite("f1", score.F1);
            json.WriteNumber("support", score.Support);
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
