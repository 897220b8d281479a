using System.Text.Json;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// Boxes in the form of COCO: JSON files with <c>images</c>, <c>annotations</c> (<c>bbox</c>: left, top, width, height, in pixels from 0)
/// and <c>categories</c>, whose numbers may have gaps. What is <c>iscrowd</c> counts for nothing. A file's name tells the part:
/// <c>instances_train2017.json</c>.
/// </summary>
internal static class CocoBoxes
{
    /// <summary>Whether a file may be one.</summary>
    public static bool IsNamed(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads all of a tree.</summary>
    /// <exception cref="DecantException">A file is no JSON of this form.</exception>
    public static StatedBoxes Read(FileTree tree)
    {
        var (pictures, names) = (new List<StatedPicture>(), new SortedDictionary<long, string>());
        foreach (var file in tree.Files.Where(file => IsNamed(file.Path)))
        {
            try
            {
                using var document = JsonDocument.Parse(file.Read());
                pictures.AddRange(Read(document.RootElement, Part(file.Path), names));
            }
            catch (Exception failure)
                when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
            {
                throw new DecantException(
                    $"Boxes '{file.Path}': it is no JSON of COCO with images, annotations and categories ({failure.Message}) "
                        + "Mend or remove it.",
                    failure
                );
            }
        }

        return new StatedBoxes(pictures, [.. names.Values.Distinct()]);
    }

    private static List<StatedPicture> Read(JsonElement root, string? part, SortedDictionary<long, string> names)
    {
        var classes = root.GetProperty("categories").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetInt64(), Name);
        foreach (var (id, name) in classes)
        {
            names[id] = name;
        }

        var boxes = root.GetProperty("annotations")
            .EnumerateArray()
            .Where(one => one.TryGetProperty("bbox", out _))
            .ToLookup(one => one.GetProperty("image_id").GetInt64(), one => Box(one, classes));
        return
        [
            .. root.GetProperty("images")
                .EnumerateArray()
                .Select(image => new StatedPicture(
                    image.GetProperty("file_name").GetString()!,
                    [.. boxes[image.GetProperty("id").GetInt64()]]
                )
                {
                    Part = part,
                    Size =
                        image.TryGetProperty("width", out var width) && image.TryGetProperty("height", out var height)
                            ? (width.GetInt32(), height.GetInt32())
                            : null,
                }),
        ];
    }

    private static string Name(JsonElement category) => category.GetProperty("name").GetString()!;

    private static StatedBox Box(JsonElement annotation, Dictionary<long, string> classes)
    {
        var numbers = annotation.GetProperty("bbox").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var category = annotation.GetProperty("category_id").GetInt64();
        return numbers is not [var left, var top, var width, var height]
                ? throw new FormatException($"A bbox has {numbers.Length} numbers and not 4.")
            : !classes.TryGetValue(category, out var name) ? throw new FormatException($"No category has the number {category}.")
            : new StatedBox(
                name,
                left,
                top,
                left + width,
                top + height,
                annotation.TryGetProperty("iscrowd", out var crowd) && crowd.ValueKind == JsonValueKind.Number && crowd.GetInt32() != 0
            );
    }

    // instances_val2017, val.json, valid/_annotations.coco.json
    private static string? Part(string path) =>
        path.Split('/', '_', '-', '.')
            .Select(word => ClassFolders.PartNamed(word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')))
            .LastOrDefault(part => part is not null);
}
