using System.Text.Json;
using System.Text.RegularExpressions;
using Decant.Engine.Graphs;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>The names of a file's answers, as its metadata have them: Decant's own key, and those of other programs.</summary>
internal static partial class ClassNames
{
    // A JSON list or map under any of these; Ultralytics writes a Python dictionary under names.
    private static readonly string[] s_keys = ["classes", "class_names", "labels", "names", "id2label"];

    /// <summary>The names in the order of the answers; empty where the file has none.</summary>
    public static IReadOnlyList<string> Of(Graph file, LearningTask task)
    {
        var own = ModelInspection.Names(file, task.NamesKey);
        return own.Count > 0 || !task.Search.HasNamesElsewhere
            ? own
            : s_keys
                .Select(key => file.Metadata.TryGetValue(key, out var text) ? Read(text) : [])
                .FirstOrDefault(names => names.Count > 0, []);
    }

    /// <summary>Whether two names mean the same: capitals, and what comes between words, do not count.</summary>
    public static bool AreAlike(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string name) => Between().Replace(name, "");

    private static IReadOnlyList<string> Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.Array when json.RootElement.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String) =>
                [
                    .. json.RootElement.EnumerateArray().Select(name => name.GetString()!),
                ],
                JsonValueKind.Object => InOrder(
                    json.RootElement.EnumerateObject()
                        .Where(entry => entry.Value.ValueKind == JsonValueKind.String)
                        .Select(entry => (entry.Name, entry.Value.GetString()!))
                ),
                _ => [],
            };
        }
        catch (JsonException)
        {
            return InOrder(PythonEntry().Matches(text).Select(entry => (entry.Groups["place"].Value, entry.Groups["name"].Value)));
        }
    }

    // Places 0, 1, 2 …, each once; else it is another map.
    private static IReadOnlyList<string> InOrder(IEnumerable<(string Place, string Name)> entries)
    {
        var places = entries
            .Select(entry => (Place: int.TryParse(entry.Place, out var place) ? place : -1, entry.Name))
            .OrderBy(entry => entry.Place)
            .ToArray();
        return places.Select(entry => entry.Place).SequenceEqual(Enumerable.Range(0, places.Length))
            ? [.. places.Select(entry => entry.Name)]
            : [];
    }

    [GeneratedRegex(@"[\s_\-]+")]
    private static partial Regex Between();

    [GeneratedRegex("""(?<place>\d+)\s*:\s*(['"])(?<name>.*?)\1""")]
    private static partial Regex PythonEntry();
}
