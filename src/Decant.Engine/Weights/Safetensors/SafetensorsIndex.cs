using System.Text.Json;

namespace Decant.Engine.Weights.Safetensors;

/// <summary>
/// The index of tensors that are spread over several safetensors files: JSON with a <c>weight_map</c> of tensor → file. Only files in the
/// index's own folder are opened.
/// </summary>
internal static class SafetensorsIndex
{
    private const int LongestIndex = 16_000_000;
    private const int MostFiles = 10_000;

    /// <summary>Opens all the files and checks that they hold what the index says, and nothing else.</summary>
    /// <param name="index">The index.</param>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="DecantException">The index or one of its files is damaged, missing or elsewhere.</exception>
    public static WeightFile Read(MappedFile index, string folder)
    {
        var places = Places(index);
        var names = places.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (names.Count is 0 or > MostFiles)
        {
            throw new DecantException($"its weight_map names {names.Count} files, expected 1 to {MostFiles}.");
        }

        var files = new List<MappedFile>();
        try
        {
            var tensors = names.SelectMany(name => Shard(name, folder, places, files)).ToList();
            var found = tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
            if (places.Keys.FirstOrDefault(name => !found.Contains(name)) is { } missing)
            {
                throw new DecantException(
                    $"its weight_map says that '{missing}' is in '{places[missing]}', where it is not. Fetch all files of one version."
                );
            }

            index.Dispose();
            return new WeightFile($"safetensors in {files.Count} files", tensors, files);
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static IReadOnlyList<StoredTensor> Shard(string name, string folder, Dictionary<string, string> places, List<MappedFile> files)
    {
        // A plain name: neither a folder nor a drive. Links are followed, as download caches consist of them; what they lead to must be
        // safetensors.
        if (name.AsSpan().IndexOfAny("/\\:\0") >= 0 || name is "" or "." or "..")
        {
            throw new DecantException($"its weight_map names '{name}'; only files next to the index are opened.");
        }

        try
        {
            var file = new MappedFile(Path.Combine(folder, name));
            files.Add(file);
            var tensors = SafetensorsFile.Tensors(file);
            var stranger = tensors.FirstOrDefault(tensor => !places.TryGetValue(tensor.Name, out var place) || place != name);
            return stranger is null
                ? tensors
                : throw new DecantException(
                    $"it holds '{stranger.Name}', of which the index does not say so. Fetch all files of one version."
                );
        }
        catch (FileNotFoundException problem)
        {
            throw new DecantException($"its file '{name}' is missing. Put all files of the index next to it.", problem);
        }
        catch (Exception problem) when (problem is DecantException or IOException or UnauthorizedAccessException)
        {
            throw new DecantException($"in '{name}': {problem.Message}", problem);
        }
    }

    private static Dictionary<string, string> Places(MappedFile index)
    {
        try
        {
            if (index.Length > LongestIndex)
            {
                throw new DecantException($"an index has at most {LongestIndex} bytes, this file has {index.Length}.");
            }

            var json = new Utf8JsonReader(index.Bytes(0, (int)index.Length));
            using var document = JsonDocument.ParseValue(ref json);
            var places = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var entry in document.RootElement.GetProperty("weight_map").EnumerateObject())
            {
                if (!places.TryAdd(entry.Name, entry.Value.GetString() ?? ""))
                {
                    throw new DecantException($"its weight_map names '{entry.Name}' twice.");
                }
            }

            return places;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new DecantException(
                $"expected the index of safetensors files, JSON with a weight_map of tensor names and file names: "
                    + $"{problem.Message.TrimEnd('.')}.",
                problem
            );
        }
    }
}
