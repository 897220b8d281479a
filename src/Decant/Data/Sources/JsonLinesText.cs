using System.Text.Json;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// Texts as objects of JSON: one in each line, or all in one list. Their names are the columns; what an object lacks is empty.
/// </summary>
internal static class JsonLinesText
{
    /// <summary>Reads a file; empty lines are left out.</summary>
    /// <exception cref="DecantException">Lines are no objects of JSON, or no UTF-8.</exception>
    public static TextTable Read(string path)
    {
        var problems = new TextProblems(path);
        var lines = TextLines.Read(path, problems);
        problems.Throw();
        return Of(path, lines);
    }

    /// <summary>The objects of lines.</summary>
    /// <exception cref="DecantException">Lines are no objects of JSON.</exception>
    public static TextTable Of(string path, IReadOnlyList<string> lines)
    {
        var problems = new TextProblems(path);
        var (objects, places) = (new List<(Dictionary<string, string> Cells, int Line)>(), new Dictionary<string, int>());
        if (lines[0].AsSpan().TrimStart() is ['[', ..])
        {
            Add(string.Join('\n', lines), 1, objects, problems);
        }
        else
        {
            foreach (var (place, line) in lines.Index())
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    Add(line, place + 1, objects, problems);
                }
            }
        }

        problems.Throw();
        foreach (var name in objects.SelectMany(one => one.Cells.Keys))
        {
            places.TryAdd(name, places.Count);
        }

        return objects.Count > 0
            ? new TextTable(
                path,
                [.. places.Keys],
                HasNames: true,
                [.. objects.Select(one => (places.Keys.Select(name => one.Cells.GetValueOrDefault(name, "")).ToArray(), one.Line))]
            )
            : throw new DecantException($"Texts '{path}': there is no object of JSON. Export the texts again, or name another file.");
    }

    private static void Add(string json, int line, List<(Dictionary<string, string> Cells, int Line)> objects, TextProblems problems)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement[] all =
                document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : [document.RootElement];
            foreach (var one in all)
            {
                if (one.ValueKind != JsonValueKind.Object)
                {
                    problems.Add(line, $"expected an object such as {{\"text\": \"…\", \"label\": \"…\"}}, received {one.ValueKind}.");
                    continue;
                }

                // The last of two of one name counts, as everywhere in JSON.
                var cells = new Dictionary<string, string>();
                foreach (var property in one.EnumerateObject())
                {
                    cells[property.Name] = Cell(property.Value);
                }

                objects.Add((cells, line));
            }
        }
        catch (JsonException exception)
        {
            problems.Add(line, $"expected an object of JSON, received what is none ({exception.Message.TrimEnd('.')}). Mend the line.");
        }
        catch (InvalidOperationException exception)
        {
            // Half of a letter of two parts, as \ud83d alone.
            problems.Add(line, $"expected letters of Unicode, received half of one ({exception.Message.TrimEnd('.')}). Mend the line.");
        }
    }

    private static string Cell(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
}
