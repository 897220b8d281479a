using System.Text.Json;
using Decant.Evidence;

namespace Decant.Reporting;

/// <summary>What <c>summary.json</c> concludes from the arms; every field is null when there was nothing to conclude from.</summary>
internal static class EvidenceJson
{
    public static void Write(Utf8JsonWriter json, DistillationEvidence? evidence)
    {
        json.WriteFinite("retention", evidence?.Retention);
        json.WriteFinite("parameterShare", evidence?.ParameterShare);
        json.WriteFinite("recoveredShare", evidence?.RecoveredShare);
        if (evidence?.Gain is { } gain)
        {
            json.WriteStartObject("gain");
            json.WriteStatistics(gain);
            json.WriteFinite("low", gain.Interval?.Low);
            json.WriteFinite("high", gain.Interval?.High);
            json.WriteNumber("confidence", SeedStatistics.Confidence);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("gain");
        }

        WriteSamples(json, evidence?.Samples);
        var verdict = evidence is null ? null : Verdict.Of(evidence);
        json.WriteString("outcome", verdict is null ? null : JsonText.Word(verdict.Outcome));
        json.WriteString("verdict", verdict?.Text);
    }

    private static void WriteSamples(Utf8JsonWriter json, PairedSamples? samples)
    {
        if (samples is null)
        {
            json.WriteNull("pairedSamples");
            return;
        }

        json.WriteStartObject("pairedSamples");
        json.WriteNumber("count", samples.Count);
        json.WriteNumber("onlyDistilled", samples.OnlyDistilled);
        json.WriteNumber("onlyScratch", samples.OnlyScratch);
        json.WriteFinite("chance", samples.Chance);
        json.WriteFinite("low", samples.Interval?.Low);
        json.WriteFinite("high", samples.Interval?.High);
        json.WriteEndObject();
    }
}
