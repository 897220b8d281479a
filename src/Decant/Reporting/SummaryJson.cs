using System.Globalization;
using System.Text.Json;
using Decant.Evidence;
using Decant.Runs;
using Decant.Tables;

namespace Decant.Reporting;

/// <summary>
/// A run as the file <c>summary.json</c>, for programs. Every field is described in <c>docs/summary-schema.md</c>; fields may be
/// added to a version of the schema, a changed or removed one makes a new version.
/// </summary>
internal static class SummaryJson
{
    /// <summary>Name and version of the schema.</summary>
    public const string Schema = "decant/run/2";

    /// <summary>The content of the file.</summary>
    public static string Of(Run run) => JsonText.Indented(json => Write(json, run));

    private static void Write(Utf8JsonWriter json, Run run)
    {
        var students = run.Arms.Where(arm => arm.Name != ArmNames.Teacher).ToArray();
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("id", run.Id);
        json.WriteString("name", run.Name);
        json.WriteString("task", run.Task);
        WriteMetric(json, run.Metric);
        json.WriteNumber("seed", run.Seed);
        json.WriteString("started", Moment(run.Started));
        json.WriteString("finished", Moment(run.Finished));
        ModelJson.Write(json, "teacher", run.Arm(ArmNames.Teacher), withTest: true);
        ModelJson.Write(json, "student", run.Arm(ArmNames.Distilled), withTest: false);
        json.WriteStartArray("arms");
        foreach (var arm in students)
        {
            ArmJson.Write(json, arm);
        }

        json.WriteEndArray();
        ClassDifferenceJson.Write(json, run);
        EvidenceJson.Write(json, DistillationEvidence.Of(run));
        RequirementsJson.Write(json, run.Requirements);
        SlicesJson.Write(json, run.Slices);
        CostJson.Write(json, run);
        WriteSeconds(json, run);
        WriteData(json, run);
        StoreJson.Write(json, run.Stores);
        json.WriteStrings("findings", run.Findings);
        json.WriteStrings("warnings", run.Warnings);
        json.WritePropertyName("environment");
        EnvironmentJson.Write(json, run.Environment);
        json.WriteString("recipe", run.Recipe);
        json.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter json, MetricFacts metric)
    {
        json.WriteStartObject("metric");
        json.WriteString("name", metric.Name);
        json.WriteString("unit", metric.Unit);
        json.WriteBoolean("higherIsBetter", metric.HigherIsBetter);
        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, Run run)
    {
        json.WriteStartObject("seconds");
        foreach (var arm in run.Arms)
        {
            json.WriteFinite(arm.Name, arm.Duration.TotalSeconds);
        }

        json.WriteFinite("total", (run.Finished - run.Started).TotalSeconds);
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, Run run)
    {
        var data = run.Data;
        json.WriteStartObject("data");
        json.WriteString("source", data.Source);
        json.WriteNumber("train", data.Train);
        json.WriteNumber("validation", data.Validation);
        json.WriteNumber("test", data.Test);
        json.WriteString("judgedBy", run.JudgedBy);
        json.WriteStrings("classes", data.Classes);
        json.WriteStrings("targets", data.Targets);
        MajorityBaseline.Write(json, run);
        json.WritePropertyName("table");
        if (data.Table is { } table)
        {
            TableSchemaJson.Write(json, table);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
