using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>An epoch as one line of <c>log.jsonl</c>.</summary>
internal static class EpochJson
{
    /// <summary>The line, without its line feed.</summary>
    public static string Of(EpochRecord epoch) =>
        JsonText.Line(json =>
        {
            json.WriteStartObject();
            json.WriteString("arm", epoch.Arm);
            json.WriteNumber("seed", epoch.Seed);
            json.WriteNumber("epoch", epoch.Epoch);
            json.WriteFinite("totalLoss", epoch.TotalLoss);
            WriteValues(json, "lossTerms", epoch.LossTerms);
            json.WriteFinite("learningRate", epoch.LearningRate);
            json.WriteFinite("samplesPerSecond", epoch.SamplesPerSecond);
            WriteValues(json, "validation", epoch.Validation);
            json.WriteFinite("seconds", epoch.Duration.TotalSeconds);
            json.WriteEndObject();
        });

    private static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyList<NamedValue> values)
    {
        json.WriteStartObject(name);
        foreach (var value in values)
        {
            json.WriteFinite(value.Name, value.Value);
        }

        json.WriteEndObject();
    }
}
