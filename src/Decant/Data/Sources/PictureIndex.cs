namespace Decant.Data.Sources;

/// <summary>
/// Finds the picture that an annotation means: by as much of a path's end as fits, with or without the ending of the file.
/// </summary>
internal sealed class PictureIndex
{
    private readonly Dictionary<string, List<(string[] Folders, int File)>> _byStem = new(StringComparer.Ordinal);

    /// <summary>Looks at the pictures of a tree.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="images">Places of the pictures.</param>
    public PictureIndex(FileTree tree, IEnumerable<int> images)
    {
        foreach (var file in images)
        {
            var path = tree.Files[file].Path;
            var stem = Path.GetFileNameWithoutExtension(path);
            (_byStem.TryGetValue(stem, out var all) ? all : _byStem[stem] = []).Add((path.Split('/')[..^1], file));
        }
    }

    /// <summary>The picture of this path or name; of several, the one whose folders are most like it. Null for none.</summary>
    /// <param name="path">Such as <c>Annotations/1.xml</c> without its ending, or a file's name.</param>
    public int? Find(string path)
    {
        path = path.Replace('\\', '/');
        var (folders, name) = (path.Split('/')[..^1], path[(path.LastIndexOf('/') + 1)..]);
        if (!_byStem.TryGetValue(name, out var all) && !_byStem.TryGetValue(Path.GetFileNameWithoutExtension(name), out all))
        {
            return null;
        }

        // train/labels/1 means train/images/1, and not valid/images/1.
        return all.MaxBy(one => one.Folders.Intersect(folders).Count()).File;
    }
}
