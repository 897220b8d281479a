using System.Text.Json;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>What a model's file holds, as JSON: what <c>decant inspect --json</c> prints.</summary>
public static class ModelReportJson
{
    /// <summary>The whole report.</summary>
    public static string Of(ModelReport model) => JsonText.Indented(json =>
    {
        json.WriteStartObject();
        json.WriteString("file", model.File);
        json.WriteNumber("bytes", model.Bytes);
        json.WriteNumber("parameters", model.Parameters);
        json.WriteNumber("flops", model.Flops);
        WritePorts(json, "inputs", model.Inputs);
        WritePorts(json, "outputs", model.Outputs);
        json.WriteStartArray("operators");
        foreach (var use in model.Operators)
        {
            json.WriteStartObject();
            json.WriteString("operator", use.Operator);
            json.WriteNumber("count", use.Count);
            json.WriteNumber("flops", use.Flops);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("hints");
        foreach (var hint in model.Hints)
        {
            json.WriteStartObject();
            json.WriteString("name", hint.Name);
            json.WriteString("operator", hint.Operator);
            json.WriteStrings("shape", hint.Shape);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("metadata");
        foreach (var (key, value) in model.Metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WritePorts(Utf8JsonWriter json, string name, IReadOnlyList<ModelPort> ports)
    {
        json.WriteStartArray(name);
        foreach (var port in ports)
        {
            json.WriteStartObject();
            json.WriteString("name", port.Name);
            json.WriteString("type", port.ElementType);
            json.WriteStrings("shape", port.Shape);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
