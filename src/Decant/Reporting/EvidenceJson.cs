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
        json.WriteStartArray("comparisons");
        foreach (var comparison in evidence?.Comparisons ?? [])
        {
            WriteComparison(json, comparison);
        }

        json.WriteEndArray();
        if (evidence?.NextToTeacher is { } teacher)
        {
            json.WriteStartObject("nextToTeacher");
            json.WriteStatistics(teacher.Differences);
            json.WriteFinite("low", teacher.Interval?.Low);
            json.WriteFinite("high", teacher.Interval?.High);
            json.WriteNumber("confidence", ArmComparison.EquivalenceConfidence);
            json.WriteFinite("margin", teacher.Margin);
            json.WriteString("standing", JsonText.Word(teacher.Standing));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("nextToTeacher");
        }

        var verdict = evidence is null ? null : Verdict.Of(evidence);
        json.WriteString("outcome", verdict is null ? null : JsonText.Word(verdict.Outcome));
        json.WriteString("verdict", verdict?.Text);
    }

    private static void WriteComparison(Utf8JsonWriter json, ArmComparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("arm", comparison.Arm);
        json.WriteStartObject("gain");
        json.WriteStatistics(comparison.Gain);
        json.WriteFinite("low", comparison.Interval?.Low);
        json.WriteFinite("high", comparison.Interval?.High);
        json.WriteFinite("confidence", comparison.Confidence);
        json.WriteEndObject();
        json.WriteFinite("chance", comparison.Chance);
        json.WriteFinite("correctedChance", comparison.Corrected);
        json.WriteFinite("effect", comparison.Effect);
        json.WriteFinite("margin", comparison.Margin);
        WriteSamples(json, comparison.Samples);
        json.WriteString("outcome", JsonText.Word(comparison.Outcome));
        json.WriteFinite("seedsNeeded", comparison.SeedsNeeded);
        json.WriteEndObject();
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
        json.WriteNumber("onlyControl", samples.OnlyControl);
        json.WriteFinite("chance", samples.Chance);
        json.WriteFinite("low", samples.Interval?.Low);
        json.WriteFinite("high", samples.Interval?.High);
        json.WriteFinite("bootstrapLow", samples.Bootstrap.Low);
        json.WriteFinite("bootstrapHigh", samples.Bootstrap.High);
        json.WriteEndObject();
    }
}
