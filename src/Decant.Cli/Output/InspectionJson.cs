using System.Text.Json;
using Decant.Adoption;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>A model's report for programs, with every hint.</summary>
internal static class InspectionJson
{
    /// <summary>The whole report.</summary>
    public static string Of(ModelReport model) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("file", model.File);
            json.WriteNumber("bytes", model.Bytes);
            json.WriteString("assumption", model.Assumption);
            json.WriteNumber("parameters", model.Parameters);
            json.WriteString("trained", model.Trained);
            json.WriteStartArray("fixed");
            foreach (var (numbers, reason) in model.Fixed)
            {
                json.WriteStartObject();
                json.WriteString("numbers", numbers);
                json.WriteString("reason", reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("flops", model.Flops);
            json.WritePorts("inputs", model.Inputs);
            json.WritePorts("outputs", model.Outputs);
            WriteOperators(json, model.Operators);
            WriteHints(json, model.Hints);
            json.WriteStrings("classes", model.ClassNames);
            json.WriteStrings("targets", model.TargetNames);
            json.WriteStartObject("metadata");
            foreach (var (key, value) in model.Metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });

    private static void WriteOperators(Utf8JsonWriter json, IReadOnlyList<OperatorUse> operators)
    {
        json.WriteStartArray("operators");
        foreach (var use in operators)
        {
            json.WriteStartObject();
            json.WriteString("operator", use.Operator);
            json.WriteNumber("count", use.Count);
            json.WriteNumber("flops", use.Flops);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHints(Utf8JsonWriter json, IReadOnlyList<HintCandidate> hints)
    {
        json.WriteStartArray("hints");
        foreach (var hint in hints)
        {
            json.WriteStartObject();
            json.WriteString("name", hint.Name);
            json.WriteString("operator", hint.Operator);
            json.WriteStrings("shape", hint.Shape);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
