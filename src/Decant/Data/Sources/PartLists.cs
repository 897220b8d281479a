using System.Text;

namespace Decant.Data.Sources;

/// <summary>
/// Lists that tell which pictures are in which part: <c>train.txt</c>, <c>val.txt</c>, <c>test.txt</c> with the name or path of a
/// picture in
/// each line, as Pascal VOC has them in <c>ImageSets/Main</c>.
/// </summary>
internal sealed class PartLists
{
    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);

    /// <summary>Reads the lists of a tree.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="stems">Names of pictures, without endings.</param>
    public PartLists(FileTree tree, ISet<string> stems)
    {
        foreach (var file in tree.Files.Where(file => IsNamed(file.Path)))
        {
            var names = Encoding
                .UTF8.GetString(file.Read())
                .Split('\n')
                .Select(line => Path.GetFileNameWithoutExtension(line.Trim().Replace('\\', '/')))
                .Where(stems.Contains);
            foreach (var name in names)
            {
                _parts[name] = ClassFolders.PartNamed(Path.GetFileNameWithoutExtension(file.Path))!;
            }
        }
    }

    /// <summary>Whether there is any.</summary>
    public bool Any => _parts.Count > 0;

    /// <summary>Whether a file may be one.</summary>
    public static bool IsNamed(string path) =>
        path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        && ClassFolders.PartNamed(Path.GetFileNameWithoutExtension(path)) is not null;

    /// <summary>The part of a picture; null where no list names it.</summary>
    public string? this[string path] => _parts.GetValueOrDefault(Path.GetFileNameWithoutExtension(path));
}
