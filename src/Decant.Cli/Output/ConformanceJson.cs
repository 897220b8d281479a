using Decant.Engine.Onnx.Conformance;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>The outcome of all cases, for programs.</summary>
internal static class ConformanceJson
{
    /// <summary>Counts and cases.</summary>
    public static string Of(IReadOnlyList<ConformanceResult> results) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            foreach (var outcome in Enum.GetValues<ConformanceOutcome>())
            {
                json.WriteNumber(JsonText.Word(outcome), results.Count(result => result.Outcome == outcome));
            }

            json.WriteStartArray("cases");
            foreach (var result in results)
            {
                json.WriteStartObject();
                json.WriteString("name", result.Name);
                json.WriteString("folder", result.Folder);
                json.WriteString("outcome", JsonText.Word(result.Outcome));
                if (double.IsFinite(result.LargestError))
                {
                    json.WriteNumber("largestError", result.LargestError);
                }
                else
                {
                    json.WriteNull("largestError"); // JSON has no infinity
                }

                json.WriteString("operator", result.Operator);
                json.WriteString("reason", result.Reason);
                json.WriteString("constantsFor", result.ConstantsFor);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
}
