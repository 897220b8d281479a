using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>What the folders of a tree say: <c>[…/][train|val|test/]CLASS/FILE</c>.</summary>
internal sealed class ClassFolders
{
    private static readonly Dictionary<string, string> s_partNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = "train",
        ["training"] = "train",
        ["val"] = "validation",
        ["valid"] = "validation",
        ["validation"] = "validation",
        ["dev"] = "validation",
        ["test"] = "test",
        ["testing"] = "test",
    };

    private ClassFolders(IReadOnlyList<string> classNames, IReadOnlyDictionary<string, FileSamples> parts, bool hasParts)
    {
        ClassNames = classNames;
        Parts = parts;
        HasParts = hasParts;
    }

    /// <summary>Names of the class folders of all parts, sorted.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// The files of <c>train</c>, <c>validation</c> and <c>test</c>; all are in <c>train</c> where the tree has no parts.
    /// </summary>
    public IReadOnlyDictionary<string, FileSamples> Parts { get; }

    /// <summary>Whether the tree has folders for parts.</summary>
    public bool HasParts { get; }

    /// <summary>The words for parts, the longest first.</summary>
    public static IReadOnlyList<string> PartNames { get; } = [.. s_partNames.Keys.OrderByDescending(name => name.Length)];

    /// <summary>The part that a word names; null where it is none.</summary>
    public static string? PartNamed(string word) => s_partNames.GetValueOrDefault(word);

    /// <summary>Reads the folders of a tree.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="words">What they are.</param>
    /// <exception cref="DecantException">There are no classes, a class is empty, or only some files lie in parts.</exception>
    public static ClassFolders Of(FileTree tree, FolderWords words)
    {
        var placed = tree.Files.Select((file, index) => (File: index, file.Path, Place: Place(tree, words, file.Path))).ToList();
        var hasParts = placed.Any(file => file.Place.Part is not null);
        if (hasParts && placed.FirstOrDefault(file => file.Place.Part is null) is { Path: not null } stray)
        {
            throw new DecantException(
                $"{words.Title} '{tree.Root}': '{stray.Path}' lies outside of train, val and test, while other {words.Many} lie "
                    + $"inside. Move or remove it."
            );
        }

        var classNames = placed.Select(file => file.Place.Class).Distinct().Order(StringComparer.Ordinal).ToList();
        RefuseEmptyFolders(tree, words);
        var labels = classNames.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var parts = placed
            .GroupBy(file => file.Place.Part ?? "train")
            .ToDictionary(
                group => group.Key,
                group => new FileSamples([.. group.Select(file => file.File)], [.. group.Select(file => labels[file.Place.Class])], [])
            );
        return parts.ContainsKey("train")
            ? new ClassFolders(classNames, parts, hasParts)
            : throw new DecantException(
                $"{words.Title} '{tree.Root}': found {string.Join(" and ", parts.Keys)}, but no folder train. Name the "
                    + $"folder with the training {words.Many} train."
            );
    }

    /// <summary>All files as samples of no class, wherever they lie; those of a test part stay out.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="words">What they are.</param>
    /// <exception cref="DecantException">Only the test part has files.</exception>
    public static ClassFolders WithoutClasses(FileTree tree, FolderWords words)
    {
        int[] files = [.. Enumerable.Range(0, tree.Files.Count).Where(index => PartOf(tree.Files[index].Path) != "test")];
        var samples = new FileSamples(files, [.. files.Select(_ => -1)], []);
        return files.Length > 0
            ? new ClassFolders([], new Dictionary<string, FileSamples> { ["train"] = samples }, hasParts: false)
            : throw new DecantException(
                $"{words.Title} '{tree.Root}': all {words.Many} lie in the test part. Samples without labels come from elsewhere."
            );
    }

    /// <summary>The part that a path lies in, by the names of its folders; null for none.</summary>
    public static string? PartOf(string path) =>
        path.Split('/')[..^1].Select(folder => s_partNames.GetValueOrDefault(folder)).LastOrDefault(part => part is not null);

    private static (string? Part, string Class) Place(FileTree tree, FolderWords words, string path)
    {
        var folders = path.Split('/')[..^1];
        if (folders.Length == 0 || s_partNames.ContainsKey(folders[^1]))
        {
            throw new DecantException(
                $"{words.Title} '{tree.Root}': '{path}' lies in no class folder. Expected CLASS/{words.Example}, perhaps below "
                    + $"train/, val/ and test/; {words.WayOut}, and data.unlabelled takes {words.Many} without any."
            );
        }

        return (folders.Length > 1 ? s_partNames.GetValueOrDefault(folders[^2]) : null, folders[^1]);
    }

    private static void RefuseEmptyFolders(FileTree tree, FolderWords words)
    {
        var full = tree.Files.SelectMany(file => Parents(file.Path)).Concat(tree.Folders.SelectMany(Parents)).ToHashSet();
        var empty = tree.Folders.FirstOrDefault(folder => !full.Contains(folder));
        if (empty is not null)
        {
            throw new DecantException(
                $"{words.Title} '{tree.Root}': the folder '{empty}' has no {words.One}. A class without samples cannot be "
                    + $"learned; add {words.Many} or remove the folder."
            );
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
