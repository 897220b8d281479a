using System.Text.Json;
using Decant.Losses;
using Decant.Options;
using Decant.Reporting;

namespace Decant.Cli.Output;

/// <summary>A loss for programs, out of its own statements.</summary>
internal static class LossJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, DistillationLoss loss)
    {
        var facts = loss.Facts;
        json.WriteStartObject();
        json.WriteString("name", facts.Name);
        json.WriteString("group", JsonText.Word(loss.Group));
        json.WriteString("meaning", facts.Meaning);
        json.WriteString("formula", facts.Formula);
        json.WriteString("unit", facts.Unit);
        json.WriteString("shapes", facts.Shapes);
        json.WriteString("paper", facts.Paper);
        if (facts.HasSquaredTemperature is { } squared)
        {
            json.WriteBoolean("squaredTemperature", squared);
        }
        else
        {
            json.WriteNull("squaredTemperature");
        }

        json.WriteNumber("weight", facts.Weight.To);
        json.WriteNumber("labelWeight", facts.LabelWeight);
        json.WriteString("published", facts.Published);
        json.WriteString("caution", facts.Caution);
        json.WriteStrings("needs", Needs(loss));
        json.WriteString("trainedState", loss.TrainedState);
        json.WriteStartArray("options");
        foreach (var option in loss.Options)
        {
            Write(json, option);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Option option)
    {
        json.WriteStartObject();
        json.WriteString("key", option.Key);
        json.WriteString("kind", option.Kind);
        json.WriteString("range", option.Range);
        json.WriteString("unit", option.Unit);
        json.WriteBoolean("required", option.IsRequired);
        json.WriteString("default", option.IsRequired ? null : option.Default);
        json.WriteString("meaning", option.Meaning);
        json.WriteEndObject();
    }

    private static IEnumerable<string> Needs(DistillationLoss loss) =>
        new[]
        {
            (loss.NeedsTeacher, "teacher"),
            (loss.NeedsLabels, "labels"),
            (loss.NeedsTargets, "targets"),
            (loss.NeedsSamples, "samples"),
        }
            .Where(need => need.Item1)
            .Select(need => need.Item2);
}
