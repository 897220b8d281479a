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
            foreach (var column in difference.Columns)
            {
                var name = column.Column.Name;
                var capital = char.ToUpperInvariant(name[0]) + name[1..];
                json.WriteFinite($"teacher{capital}", column.Teacher);
                json.WriteFinite($"student{capital}", column.Student);
                json.WriteFinite($"{name}Difference", difference.Of(column));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
