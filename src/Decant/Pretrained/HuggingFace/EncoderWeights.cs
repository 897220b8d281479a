using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Weights;

namespace Decant.Pretrained.HuggingFace;

/// <summary>
/// The tensors of a folder, asked for by name and sizes while the network is built. What is missing, of other sizes or left over is named
/// all at once.
/// </summary>
internal sealed class EncoderWeights
{
    private readonly WeightFile _file;
    private readonly EncoderLayout _layout;
    private readonly string _prefix;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [];
    private readonly List<string> _misfits = [];

    /// <summary>Begins with none taken.</summary>
    /// <param name="file">The weights.</param>
    /// <param name="layout">Their names.</param>
    public EncoderWeights(WeightFile file, EncoderLayout layout)
    {
        (_file, _layout) = (file, layout);
        _prefix = file.Find(layout.Prefix + EncoderLayout.Words) is null ? "" : layout.Prefix;
    }

    /// <summary>Whether there is such a tensor.</summary>
    /// <param name="name">Its name without the prefix.</param>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The sizes of a tensor; null where there is none.</summary>
    public IReadOnlyList<int>? SizesOf(string name) => Find(name)?.Dimensions;

    /// <summary>A tensor's numbers; zeros where it is missing or of other sizes, which is reported in the end.</summary>
    /// <param name="name">Its name without the prefix.</param>
    /// <param name="isTransposed">Whether the network reads rows as columns.</param>
    /// <param name="sizes">Its sizes in the file.</param>
    public Tensor Take(string name, bool isTransposed, params int[] sizes)
    {
        var target = new Tensor(ElementType.Float32, isTransposed ? [sizes[1], sizes[0]] : sizes);
        if (Find(name) is not { } tensor)
        {
            _missing.Add($"{name} [{string.Join(", ", sizes)}]");
        }
        else if (!tensor.Dimensions.SequenceEqual(sizes) || !tensor.Element.Type.IsFloat())
        {
            _taken.Add(tensor.Name);
            _misfits.Add(
                $"{name} [{string.Join(", ", sizes)}], in the file {tensor.Element.Name} [{string.Join(", ", tensor.Dimensions)}]"
            );
        }
        else
        {
            _taken.Add(tensor.Name);
            (isTransposed ? tensor.Transposed() : tensor).ReadInto(target);
        }

        return target;
    }

    /// <summary>Refuses a file whose tensors are not those of the network.</summary>
    /// <param name="path">The file, for the error.</param>
    /// <returns>Heads of pretraining that were left out.</returns>
    /// <exception cref="DecantException">Tensors are missing, of other sizes or left over; all are named.</exception>
    public IReadOnlyList<string> Require(string path)
    {
        string[] rest =
        [
            .. _file
                .Tensors.Select(tensor => tensor.Name)
                .Where(name => !_taken.Contains(name) && !name.EndsWith("position_ids", StringComparison.Ordinal)),
        ];
        var ignored = rest.Where(name => _layout.Ignored.Any(start => Plain(name).StartsWith(start, StringComparison.Ordinal)));
        string[] leftOver = [.. rest.Except(ignored)];
        string[] problems =
        [
            .. new (string What, IReadOnlyList<string> Names)[]
            {
                ("missing", _missing),
                ("of other sizes", _misfits),
                ("left over", leftOver),
            }
                .Where(problem => problem.Names.Count > 0)
                .Select(problem => $"{problem.What}: {string.Join(", ", problem.Names)}"),
        ];
        return problems.Length == 0
            ? [.. ignored]
            : throw new DecantException(
                $"Weights {path} for the {_layout.Name} of config.json: {_taken.Count - _misfits.Count} tensors fit; "
                    + $"{string.Join("; ", problems)}. Take config.json and weights of one model."
            );
    }

    private string Plain(string name) => name.StartsWith(_layout.Prefix, StringComparison.Ordinal) ? name[_layout.Prefix.Length..] : name;

    // Names of 2018, which old files still have.
    private StoredTensor? Find(string name) => FindExact(name) ?? (Old(name) is { } old ? FindExact(old) : null);

    private StoredTensor? FindExact(string name) => _file.Find(_prefix + name) ?? _file.Find(name);

    private static string? Old(string name) =>
        name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? $"{name[..^"weight".Length]}gamma"
        : name.EndsWith("LayerNorm.bias", StringComparison.Ordinal) ? $"{name[..^"bias".Length]}beta"
        : null;
}
