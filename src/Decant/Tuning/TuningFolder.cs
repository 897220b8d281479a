using Decant.Engine;

namespace Decant.Tuning;

/// <summary>The folder of a search: its trials, and what came out. The same search goes on where it was ended.</summary>
internal sealed class TuningFolder
{
    /// <summary>The recipe that was found.</summary>
    public const string Recipe = "tuned.yaml";

    /// <summary>The result as a page.</summary>
    public const string Page = "tune.html";

    // What is searched, so that no other search goes on in this folder.
    private const string Identity = "search.txt";

    /// <summary>Opens or makes the folder.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="search">The recipe and the settings that are searched, as text.</param>
    /// <exception cref="DecantException">Another search lies there, or something else does.</exception>
    public TuningFolder(string path, string search)
    {
        Path = path;
        var identity = System.IO.Path.Combine(path, Identity);
        if (File.Exists(identity))
        {
            if (File.ReadAllText(identity) != search)
            {
                throw new DecantException(
                    $"--out: '{path}' holds another search: its recipe or its settings differ (see {Identity} there). Choose another "
                        + "folder, or give the same recipe and --search again."
                );
            }

            return;
        }

        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new DecantException($"--out: expected a new or empty folder, or one of this search, received '{path}'. Choose another.");
        }

        try
        {
            Directory.CreateDirectory(path);
            AtomicFile.WriteText(identity, search);
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"--out: writing {path}", failure);
        }
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>A file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);
}
