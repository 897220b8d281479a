using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary><c>perClass</c> in <c>summary.json</c>: teacher and student class by class.</summary>
internal static class ClassDifferenceJson
{
    public static void Write(Utf8JsonWriter json, Run run)
    {
        json.WriteStartArray("perClass");
        foreach (var difference in ClassDifference.Of(run))
        {
            json.WriteStartObject();
            json.WriteString("name", difference.Name);
            json.WriteNumber("samples", difference.Samples);
            json.WriteFinite("teacherRecall", difference.Teacher.Recall);
            json.WriteFinite("studentRecall", difference.Recall);
            json.WriteFinite("recallDifference", difference.RecallDifference);
            json.WriteFinite("teacherF1", difference.Teacher.F1);
            json.WriteFinite("studentF1", difference.F1);
            json.WriteFinite("f1Difference", difference.F1Difference);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
