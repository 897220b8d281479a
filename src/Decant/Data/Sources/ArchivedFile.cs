using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>A file inside an archive, whose path goes on after the archive's: <c>multi30k.tar.gz/task1/raw/train.en.gz</c>.</summary>
/// <param name="Archive">Where the archive lies.</param>
/// <param name="Entry">The path inside of it, with <c>/</c> between the parts.</param>
internal sealed record ArchivedFile(string Archive, string Entry)
{
    /// <summary>Finds the archive in a path; null where the path is none that goes on in an archive.</summary>
    public static ArchivedFile? Of(string path)
    {
        if (Path.Exists(path))
        {
            return null;
        }

        for (var above = Path.GetDirectoryName(path); !string.IsNullOrEmpty(above); above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                return FileTree.IsArchive(above)
                    ? new ArchivedFile(above, path[(above.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/'))
                    : null;
            }
        }

        return null;
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="DecantException">The archive has no such file, or is damaged.</exception>
    public Stream Open()
    {
        var names = new List<string>();
        var tree = FileTree.Open(Archive, name =>
        {
            names.Add(name);
            return name == Entry;
        });
        return tree.Files is [var file]
            ? new MemoryStream(file.Read(), writable: false)
            : throw new DecantException($"Archive '{Archive}': {NearestName.Explain("file", Entry, names.Order(StringComparer.Ordinal))}.");
    }
}
