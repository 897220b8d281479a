using System.Text.Json;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The list <c>slices</c> of <c>summary.json</c>.</summary>
internal static class SlicesJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<SliceResult> slices)
    {
        json.WriteStartArray("slices");
        foreach (var slice in slices)
        {
            json.WriteStartObject();
            json.WriteString("column", slice.Column);
            json.WriteStartArray("groups");
            foreach (var group in slice.Groups)
            {
                json.WriteStartObject();
                json.WriteString("name", group.Name);
                json.WriteNumber("samples", group.Samples);
                json.WriteBoolean("isJudged", group.IsJudged);
                Write(json, "teacher", group.Teacher);
                Write(json, "student", group.Student);
                Write(json, "alone", group.Alone);
                Write(json, "change", group.Change);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Write(json, "teacherGap", slice.TeacherGap);
            Write(json, "studentGap", slice.StudentGap);
            Write(json, "gapChange", slice.GapChange);
            json.WriteString("sentence", SliceText.Of(slice));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, GroupGap? gap)
    {
        if (gap is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("best", gap.Best);
        json.WriteString("worst", gap.Worst);
        WriteNumbers(json, gap.Size);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Estimate? estimate)
    {
        if (estimate is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        WriteNumbers(json, estimate);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, Estimate estimate)
    {
        json.WriteFinite("value", estimate.Value);
        json.WriteFinite("low", estimate.Low);
        json.WriteFinite("high", estimate.High);
    }
}
