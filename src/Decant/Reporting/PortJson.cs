using System.Text.Json;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The inputs or outputs of a model's file.</summary>
internal static class PortJson
{
    /// <summary>Writes them; what their numbers mean only where it is known.</summary>
    public static void WritePorts(this Utf8JsonWriter json, string name, IReadOnlyList<ModelPort> ports)
    {
        json.WriteStartArray(name);
        foreach (var port in ports)
        {
            json.WriteStartObject();
            json.WriteString("name", port.Name);
            json.WriteString("type", port.ElementType);
            json.WriteStrings("shape", port.Shape);
            if (port.Meaning.Length > 0)
            {
                json.WriteString("meaning", port.Meaning);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
