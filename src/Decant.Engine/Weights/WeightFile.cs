using Decant.Engine.Weights.PyTorch;
using Decant.Engine.Weights.Safetensors;

namespace Decant.Engine.Weights;

/// <summary>
/// Trained numbers without a network: a safetensors file (or the index of several), or a PyTorch file that holds tensors in plain
/// containers. Nothing in it is ever executed. Its numbers stay in the file until they are asked for.
/// </summary>
public sealed class WeightFile : IDisposable
{
    private readonly IReadOnlyList<MappedFile> _files;
    private readonly Dictionary<string, StoredTensor> _byName;

    internal WeightFile(string format, IReadOnlyList<StoredTensor> tensors, params IReadOnlyList<MappedFile> files)
    {
        Format = format;
        Tensors = tensors;
        _files = files;
        _byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The kind of file in a few words, such as <c>safetensors</c> or <c>PyTorch (zip), part 'state_dict'</c>.</summary>
    public string Format { get; }

    /// <summary>The tensors, in the order of the file.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>The texts that a safetensors file holds next to its tensors; none of other files.</summary>
    internal IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Opens a file; which kind it is says its content, not its name.</summary>
    /// <param name="path">A .safetensors file, a *.safetensors.index.json, or a PyTorch file (.pt, .pth, .th, .bin).</param>
    /// <exception cref="DecantException">The file is missing, damaged or of another kind, or holds more than tensors in plain containers;
    /// says what and the way out.</exception>
    public static WeightFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new DecantException(
                $"Reading {path}: expected a weight file, this is a folder. Name the file in it, such as "
                    + $"model.safetensors or model.safetensors.index.json."
            );
        }

        MappedFile? file = null;
        try
        {
            file = new MappedFile(path);
            return WeightFormats.Of(file) switch
            {
                WeightFormat.Safetensors => SafetensorsFile.Read(file),
                WeightFormat.SafetensorsIndex => SafetensorsIndex.Read(file, Path.GetDirectoryName(Path.GetFullPath(path))!),
                WeightFormat.TorchZip => TorchZipFile.Read(file),
                _ => TorchLegacyFile.Read(file),
            };
        }
        catch (Exception problem)
        {
            file?.Dispose();
            throw problem switch
            {
                FileNotFoundException or DirectoryNotFoundException => new DecantException(
                    $"Reading {path}: there is no such file. Check the name.",
                    problem
                ),
                IOException or UnauthorizedAccessException => new DecantException(
                    $"Reading {path}: the file cannot be read: {problem.Message}",
                    problem
                ),
                DecantException => new DecantException($"Reading {path}: {problem.Message}", problem),
                _ => problem,
            };
        }
    }

    /// <summary>The tensor of a name, or null.</summary>
    public StoredTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }
}
