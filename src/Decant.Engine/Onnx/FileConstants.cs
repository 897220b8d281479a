using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>The initialisers and constants of a file by name; each is read when it is first asked for.</summary>
/// <param name="tensors">The file's numbers.</param>
internal sealed class FileConstants(TensorSource tensors)
{
    private readonly Dictionary<string, TensorProto> _all = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tensor> _read = new(StringComparer.Ordinal);

    /// <summary>The names.</summary>
    public IReadOnlyCollection<string> Names => _all.Keys;

    /// <summary>The names of initialisers; the others are nodes of the file, or were added.</summary>
    public HashSet<string> Stored { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there is one of a name.</summary>
    public bool Contains(string name) => _all.ContainsKey(name);

    /// <summary>Adds one under a name.</summary>
    /// <exception cref="DecantException">The name is empty, or there is one of it already.</exception>
    public void Add(string name, TensorProto tensor)
    {
        if (name.Length == 0 || !_all.TryAdd(name, tensor))
        {
            throw new DecantException($"the initialiser '{name}' is defined twice or has no name; names are unique.");
        }
    }

    /// <summary>The numbers of a name; null if there are none.</summary>
    public Tensor? Find(string name) =>
        _read.TryGetValue(name, out var read) ? read
        : _all.TryGetValue(name, out var tensor) ? _read[name] = tensors.Read(tensor)
        : null;

    /// <summary>ONNX's number for the element type; null if there is none of this name.</summary>
    public int? TypeOf(string name) => _all.TryGetValue(name, out var tensor) ? tensor.DataType : null;

    /// <summary>A tensor of the file that has no name.</summary>
    public Tensor Read(TensorProto tensor) => tensors.Read(tensor);
}
