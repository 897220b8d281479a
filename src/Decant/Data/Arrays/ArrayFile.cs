using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Arrays;

/// <summary>
/// Arrays of numbers as files that other programs write and read: <c>.npy</c>, <c>.json</c> or <c>.csv</c>, told apart by the name's end.
/// </summary>
internal static class ArrayFile
{
    private const string Forms = ".npy, .json or .csv";

    /// <summary>Reads an array. An <c>.npy</c> keeps its type; the others are Float64.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DecantException">The file is missing, damaged, or holds something else than numbers of one shape.</exception>
    public static Tensor Read(string path)
    {
        CheckName(path);
        var bytes = Bytes(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".npy" => NpyFile.Read(bytes, path),
            ".json" => JsonArray.Read(bytes, path),
            _ => CsvArray.Read(bytes, path),
        };
    }

    /// <summary>Writes an array; the file appears whole or not at all.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="array">Float64.</param>
    /// <exception cref="DecantException">The place cannot be written, or the form cannot hold an array of so many axes.</exception>
    public static void Write(string path, Tensor array)
    {
        CheckName(path);
        var bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".npy" => NpyFile.Bytes(array),
            ".json" => JsonArray.Bytes(array),
            _ => CsvArray.Bytes(array, path),
        };
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Refuses a name whose end says no form that is known here.</summary>
    /// <exception cref="DecantException">It ends otherwise.</exception>
    internal static void CheckName(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".npy" or ".json" or ".csv"))
        {
            throw new DecantException($"array '{path}': expected a name that ends in {Forms}. From Python, numpy.save writes .npy.");
        }
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DecantException($"array '{path}': there is no such file. Check the name.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = Directory.Exists(path)
                ? "expected a file, and this is a folder"
                : $"the file cannot be read ({exception.Message.TrimEnd('.')})";
            throw new DecantException($"array '{path}': {reason}. Name a file that you may read.", exception);
        }
    }
}
