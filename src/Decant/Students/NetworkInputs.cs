using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;

namespace Decant.Students;

/// <summary>
/// What a compiled network reads of samples. An input has the name of an input field; <c>NAME.length</c> is how long each sample of a field is that
/// varies, Int64 [N], and <c>NAME.mask</c> is 1 where a sample has a place and 0 after its end, Float32 [N, T]. A network of one input may call it
/// <c>input</c>: it reads the first input field. Binding allocates nothing.
/// </summary>
internal sealed class NetworkInputs
{
    private readonly Executable _executable;
    private readonly Bound[] _inputs;
    private readonly Dictionary<string, int> _sizes;

    /// <summary>Notes what is bound.</summary>
    /// <param name="executable">The network, or a graph that it is a part of.</param>
    /// <param name="inputs">Names of inputs, and what they read of a batch; those that the executable does not read are left out.</param>
    /// <param name="bounds">The largest value of each named size.</param>
    public NetworkInputs(Executable executable, IEnumerable<(string Input, string Field)> inputs, IReadOnlyDictionary<string, int> bounds)
    {
        _sizes = new Dictionary<string, int>(bounds);
        _executable = executable;
        _inputs = [.. from input in inputs where executable.Has(input.Input) select new Bound(input.Input, input.Field, Varying(executable.Graph[input.Input].Shape))];
    }

    /// <summary>The sizes that vary, by the names of their axes, as they were last bound; at first the largest.</summary>
    public IReadOnlyDictionary<string, int> Sizes => _sizes;

    /// <summary>The largest value of each size that varies, by the name of the axis.</summary>
    public static Dictionary<string, int> Bounds(int batch, Schema? schema)
    {
        var bounds = new Dictionary<string, int> { ["N"] = batch };
        foreach (var axis in schema is null ? [] : schema.Fields.Select(field => field.Length).OfType<FieldSize>())
        {
            bounds[axis.Name] = Math.Max(axis.Size, bounds.GetValueOrDefault(axis.Name));
        }

        return bounds;
    }

    /// <summary>Refuses a network that reads what samples do not give it.</summary>
    /// <exception cref="DecantException">An input has the name of no input field.</exception>
    public static void Check(Graph network, Schema schema)
    {
        var known = schema.Inputs.SelectMany(field => field.Length is null ? [field.Name] : new[] { field.Name, Batch.LengthName(field.Name), Batch.MaskName(field.Name) }).ToArray();
        var unknown = network.Inputs.Where(input => input.Name != Network.Input && !known.Contains(input.Name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new DecantException(
                $"Network '{network.Name}': {string.Join(" ", unknown.Select(input => $"{NearestName.Explain("input", input.Name, known)}."))} " +
                $"Name each input after the input field that it reads, or the only one '{Network.Input}'.");
        }
    }

    /// <summary>Binds the fields of a batch.</summary>
    /// <exception cref="DecantException">The batch lacks one of them.</exception>
    public void Bind(Batch batch)
    {
        foreach (var input in _inputs)
        {
            Bind(input, batch.Find(input.Field) ?? throw Missing(input, batch.Fields.Select(field => field.Name)));
        }
    }

    /// <summary>Binds tensors by the names of inputs.</summary>
    /// <exception cref="DecantException">One is missing.</exception>
    public void Bind(IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach (var input in _inputs)
        {
            Bind(input, tensors.TryGetValue(input.Name, out var tensor) ? tensor : throw Missing(input, tensors.Keys));
        }
    }

    /// <summary>Binds the only input.</summary>
    /// <exception cref="DecantException">There are several.</exception>
    public void Bind(Tensor only)
    {
        if (_inputs.Length > 1)
        {
            throw new DecantException($"Network '{_executable.Graph.Name}': expected its inputs by name, {string.Join(", ", _inputs.Select(input => input.Name))}; received one tensor. Give a batch.");
        }

        if (_inputs is [var input])
        {
            Bind(input, only);
        }
    }

    private void Bind(in Bound input, Tensor tensor)
    {
        foreach (var (axis, name) in input.Sizes)
        {
            _sizes[name] = tensor.Dimensions[axis];
            _executable.Resize(name, tensor.Dimensions[axis]);
        }

        _executable.Bind(input.Name, tensor);
    }

    private DecantException Missing(in Bound input, IEnumerable<string> known) =>
        new($"Network '{_executable.Graph.Name}': {NearestName.Explain("field", input.Field, known)}. Give the samples this field, or name the network's input after one that they have.");

    // The samples are counted by whoever runs the network.
    private static (int Axis, string Name)[] Varying(Shape shape) =>
        [.. shape.Index().Skip(1).Where(size => size.Item is { IsStatic: false, Factor: 1 }).Select(size => (size.Index, size.Item.Symbols))];

    private readonly record struct Bound(string Name, string Field, (int Axis, string Name)[] Sizes);
}
