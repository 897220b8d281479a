using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The list <c>requirements</c> of <c>summary.json</c>.</summary>
internal static class RequirementsJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RequirementResult> requirements)
    {
        json.WriteStartArray("requirements");
        foreach (var requirement in requirements)
        {
            json.WriteStartObject();
            json.WriteString("name", requirement.Name);
            json.WriteString("bound", requirement.IsAtLeast ? "at-least" : "at-most");
            json.WriteFinite("asked", requirement.Bound);
            json.WriteFinite("measured", requirement.Measured);
            json.WriteString("unit", requirement.Unit);
            json.WriteBoolean("isMet", requirement.IsMet);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
