using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>A form in which files state boxes.</summary>
/// <param name="Name">Its name in recipes.</param>
/// <param name="IsNamed">Whether a file may belong to it, by its path.</param>
/// <param name="Read">Reads all of a tree.</param>
internal sealed record BoxFormat(string Name, Func<string, bool> IsNamed, Func<FileTree, StatedBoxes> Read)
{
    /// <summary>All of them, in the order in which they are looked for.</summary>
    public static IReadOnlyList<BoxFormat> All { get; } =
    [
        new("voc", VocBoxes.IsNamed, VocBoxes.Read),
        new("coco", CocoBoxes.IsNamed, CocoBoxes.Read),
        new("yolo", YoloBoxes.IsNamed, YoloBoxes.Read),
        new("csv", CsvBoxes.IsNamed, CsvBoxes.Read),
    ];

    /// <summary>The one that a recipe names, or that the names of files tell.</summary>
    /// <exception cref="DecantException">No file of boxes is there.</exception>
    public static BoxFormat Of(FileTree tree, string? name)
    {
        string[] paths = [.. tree.Files.Select(file => file.Path)];
        return (name is null ? Seen(paths) : All.SingleOrDefault(format => format.Name == name && paths.Any(format.IsNamed)))
            ?? throw new DecantException(
                $"Images '{tree.Root}': no file tells the boxes of pictures. Expected an .xml (Pascal VOC) or .txt "
                    + $"(YOLO) of each picture's "
                    + "name, a .json (COCO) or a .csv with a line for each box."
            );
    }

    /// <summary>The one that paths of files tell; null for none.</summary>
    public static BoxFormat? Seen(IReadOnlyCollection<string> paths)
    {
        var stems = paths.Where(ImageFile.HasImageName).Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        return stems.Count == 0 ? null
            : paths.Any(path => VocBoxes.IsNamed(path) && stems.Contains(Path.GetFileNameWithoutExtension(path))) ? All[0]
            : paths.Any(CocoBoxes.IsNamed) ? All[1]
            : paths.Any(path => YoloBoxes.IsOfPicture(path, stems)) ? All[2]
            : paths.Any(CsvBoxes.IsNamed) ? All[3]
            : null;
    }
}
