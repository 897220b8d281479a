using System.Globalization;
using System.Text;
using Decant.Data.Images;
using Decant.Engine;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Decant.Data.Sources;

/// <summary>
/// Boxes in the form of YOLO: a text file for each picture, of the same name, with a line for each box: number of the class, centre, width
/// and height as shares of the picture; or the corners of a polygon, around which the box lies. Names of the classes are in
/// <c>data.yaml</c>, <c>classes.txt</c> or a file <c>.names</c>.
/// </summary>
internal static class YoloBoxes
{
    /// <summary>Whether a file may be one, or tell the classes.</summary>
    public static bool IsNamed(string path) => Path.GetExtension(path).ToLowerInvariant() is ".txt" or ".names" or ".yaml" or ".yml";

    /// <summary>Whether a path is that of a file of boxes, as a picture has the same name.</summary>
    public static bool IsOfPicture(string path, ISet<string> stems) =>
        path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && stems.Contains(Path.GetFileNameWithoutExtension(path));

    /// <summary>Reads all of a tree.</summary>
    /// <exception cref="DecantException">A line is no box, or its class has no name.</exception>
    public static StatedBoxes Read(FileTree tree)
    {
        var stems = tree
            .Files.Where(file => ImageFile.HasImageName(file.Path))
            .Select(file => Path.GetFileNameWithoutExtension(file.Path))
            .ToHashSet();
        var names = Names(tree);
        return new StatedBoxes(
            [
                .. tree
                    .Files.Where(file => IsOfPicture(file.Path, stems))
                    .Select(file => new StatedPicture(Path.ChangeExtension(file.Path, null), [.. Boxes(file, names)])
                    {
                        IsInShares = true,
                    }),
            ],
            names
        )
        {
            OthersAreEmpty = true,
        };
    }

    private static IEnumerable<StatedBox> Boxes(TreeFile file, IReadOnlyList<string> names)
    {
        foreach (var (number, line) in Lines(file).Index())
        {
            var cells = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            var numbers = cells
                .Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)
                .ToArray();
            if (numbers.Length == 0)
            {
                continue;
            }

            // Five numbers are a box, seven and more corners of a polygon; six would be a box with the score of who found it.
            if (
                numbers.Length is < 5 or 6
                || numbers.Length % 2 == 0
                || numbers.Any(value => !double.IsFinite(value))
                || numbers[0] < 0
                || numbers[0] % 1 != 0
            )
            {
                throw new DecantException(
                    $"Boxes '{file.Path}', line {number + 1}: expected the number of a class, and centre, width and "
                        + $"height as shares of the "
                        + $"picture; received '{line}'. Mend or remove the line."
                );
            }

            yield return Box(Class(file, names, (int)numbers[0]), numbers[1..]);
        }
    }

    private static StatedBox Box(string name, double[] numbers)
    {
        if (numbers is [var x, var y, var width, var height])
        {
            return new StatedBox(name, x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));
        }

        var (across, down) = (numbers.Where((_, place) => place % 2 == 0), numbers.Where((_, place) => place % 2 == 1));
        return new StatedBox(name, across.Min(), down.Min(), across.Max(), down.Max());
    }

    private static string Class(TreeFile file, IReadOnlyList<string> names, int number) =>
        names.Count == 0 ? number.ToString(CultureInfo.InvariantCulture)
        : number < names.Count ? names[number]
        : throw new DecantException(
            $"Boxes '{file.Path}': class {number} has no name, there are {names.Count} ({string.Join(", ", names.Take(5))}). Add it to the "
                + "file of names, or mend the line."
        );

    private static IReadOnlyList<string> Names(FileTree tree)
    {
        foreach (var file in tree.Files)
        {
            var name = Path.GetFileName(file.Path).ToLowerInvariant();
            if (name is "classes.txt" || name.EndsWith(".names", StringComparison.Ordinal))
            {
                return [.. Lines(file).Where(line => line.Length > 0)];
            }

            if (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal))
            {
                if (InYaml(file) is { Count: > 0 } names)
                {
                    return names;
                }
            }
        }

        return [];
    }

    // names: [cat, dog], or 0: cat, 1: dog
    private static IReadOnlyList<string> InYaml(TreeFile file)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(Encoding.UTF8.GetString(file.Read())));
        }
        catch (YamlException)
        {
            return [];
        }

        return
            stream.Documents is not [{ RootNode: YamlMappingNode root }, ..]
            || !root.Children.TryGetValue(new YamlScalarNode("names"), out var names)
            ? []
            : names switch
            {
                YamlSequenceNode list => [.. list.Children.Select(child => child.ToString())],
                YamlMappingNode map =>
                [
                    .. map
                        .Children.OrderBy(child =>
                            int.TryParse(child.Key.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
                        )
                        .Select(child => child.Value.ToString()),
                ],
                _ => [],
            };
    }

    private static IEnumerable<string> Lines(TreeFile file) =>
        Encoding.UTF8.GetString(file.Read()).TrimStart('\uFEFF').Split('\n').Select(line => line.Trim());
}
