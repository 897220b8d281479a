using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>A file and the class that its folder says.</summary>
/// <param name="File">Its place among the tree's files.</param>
/// <param name="Label">Its class.</param>
internal readonly record struct ClassFile(int File, int Label);

/// <summary>What the folders of a tree say: <c>[…/][train|val|test/]CLASS/FILE</c>.</summary>
internal sealed class ClassFolders
{
    private static readonly Dictionary<string, string> s_partNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = "train", ["training"] = "train",
        ["val"] = "validation", ["valid"] = "validation", ["validation"] = "validation", ["dev"] = "validation",
        ["test"] = "test", ["testing"] = "test",
    };

    private ClassFolders(IReadOnlyList<string> classNames, IReadOnlyDictionary<string, IReadOnlyList<ClassFile>> parts, bool hasParts)
    {
        ClassNames = classNames;
        Parts = parts;
        HasParts = hasParts;
    }

    /// <summary>Names of the class folders of all parts, sorted.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The files of <c>train</c>, <c>validation</c> and <c>test</c>; all are in <c>train</c> where the tree has no parts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ClassFile>> Parts { get; }

    /// <summary>Whether the tree has folders for parts.</summary>
    public bool HasParts { get; }

    /// <summary>Reads the folders of a tree.</summary>
    /// <exception cref="DecantException">There are no images or classes, a class is empty, or only some files lie in parts.</exception>
    public static ClassFolders Of(FileTree tree)
    {
        if (tree.Files.Count == 0)
        {
            throw new DecantException($"Images '{tree.Root}': no PNG or JPEG image is there. Expected CLASS/image.png, perhaps below train/, val/ and test/.");
        }

        var placed = tree.Files.Select((file, index) => (File: index, file.Path, Place: Place(tree, file.Path))).ToList();
        var hasParts = placed.Any(file => file.Place.Part is not null);
        if (hasParts && placed.FirstOrDefault(file => file.Place.Part is null) is { Path: not null } stray)
        {
            throw new DecantException($"Images '{tree.Root}': '{stray.Path}' lies outside of train, val and test, while other images lie inside. Move or remove it.");
        }

        var classNames = placed.Select(file => file.Place.Class).Distinct().Order(StringComparer.Ordinal).ToList();
        RefuseEmptyFolders(tree);
        var labels = classNames.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var parts = placed.GroupBy(file => file.Place.Part ?? "train").ToDictionary(
            group => group.Key, group => (IReadOnlyList<ClassFile>)[.. group.Select(file => new ClassFile(file.File, labels[file.Place.Class]))]);
        return parts.ContainsKey("train")
            ? new ClassFolders(classNames, parts, hasParts)
            : throw new DecantException($"Images '{tree.Root}': found {string.Join(" and ", parts.Keys)}, but no folder train. Name the folder with the training images train.");
    }

    private static (string? Part, string Class) Place(FileTree tree, string path)
    {
        var folders = path.Split('/')[..^1];
        if (folders.Length == 0 || s_partNames.ContainsKey(folders[^1]))
        {
            throw new DecantException($"Images '{tree.Root}': '{path}' lies in no class folder. Expected CLASS/image.png, perhaps below train/, val/ and test/.");
        }

        return (folders.Length > 1 ? s_partNames.GetValueOrDefault(folders[^2]) : null, folders[^1]);
    }

    private static void RefuseEmptyFolders(FileTree tree)
    {
        var full = tree.Files.SelectMany(file => Parents(file.Path)).Concat(tree.Folders.SelectMany(Parents)).ToHashSet();
        var empty = tree.Folders.FirstOrDefault(folder => !full.Contains(folder));
        if (empty is not null)
        {
            throw new DecantException($"Images '{tree.Root}': the folder '{empty}' has no image. A class without samples cannot be learned; add images or remove the folder.");
        }
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }
}
