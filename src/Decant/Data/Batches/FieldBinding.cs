using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;

namespace Decant.Data.Batches;

/// <summary>
/// What a compiled network reads of a batch. An input has the name of an input field; <c>NAME.length</c> is how long each sample of a field
/// is that varies, Int64 [N], and <c>NAME.mask</c> is 1 where a sample has a place and 0 after its end, Float32 [N, T]. Binding allocates
/// nothing.
/// </summary>
internal sealed class FieldBinding
{
    private readonly Executable _executable;
    private readonly string _only;
    private readonly Bound[] _inputs;
    private readonly Dictionary<string, int> _sizes;

    /// <summary>Notes what is bound.</summary>
    /// <param name="executable">The network, or a graph that it is a part of.</param>
    /// <param name="inputs">Names of inputs, and what they read of a batch; those that the executable does not read are left out.</param>
    /// <param name="bounds">The largest value of each named size.</param>
    /// <param name="only">What a network may call its only input, which then reads the first input field.</param>
    public FieldBinding(
        Executable executable,
        IEnumerable<(string Input, string Field)> inputs,
        IReadOnlyDictionary<string, int> bounds,
        string only
    )
    {
        _only = only;
        _sizes = new Dictionary<string, int>(bounds);
        _executable = executable;
        _inputs =
        [
            .. from input in inputs
            where executable.Has(input.Input)
            select new Bound(input.Input, input.Field, Varying(executable.Graph[input.Input].Shape)),
        ];
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

    /// <summary>What batches of these samples hold by name: fields, lengths and masks of those that vary.</summary>
    public static IReadOnlyDictionary<string, TensorType> Types(IReadOnlyList<Field> fields)
    {
        var types = new Dictionary<string, TensorType>();
        foreach (var field in fields)
        {
            types[field.Name] = new TensorType(
                field.Type,
                new Shape(["N", .. field.Shape.Select(size => size.Varies ? new Dimension(size.Name) : size.Size)])
            );
        }

        // A field of the same name wins.
        foreach (var field in fields.Where(field => field.Length is not null))
        {
            types.TryAdd(Batch.LengthName(field.Name), new TensorType(ElementType.Int64, new Shape("N")));
            types.TryAdd(Batch.MaskName(field.Name), new TensorType(ElementType.Float32, new Shape("N", field.Shape[0].Name)));
        }

        return types;
    }

    /// <summary>The mask of each axis along which samples vary in length, by the axis: fields of one axis have the same lengths.</summary>
    public static IReadOnlyDictionary<string, string> AxisMasks(IReadOnlyList<Field> fields) =>
        fields
            .Where(field => field.Length is not null)
            .DistinctBy(field => field.Shape[0].Name)
            .ToDictionary(field => field.Shape[0].Name, field => Batch.MaskName(field.Name));

    /// <summary>Refuses a network that reads what samples do not give it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="schema">What samples have.</param>
    /// <param name="only">What it may call its only input.</param>
    /// <exception cref="DecantException">An input has the name of no input field.</exception>
    public static void Check(Graph network, Schema schema, string only)
    {
        var known = Types(schema.Inputs);
        var unknown = network
            .Inputs.Where(input => !known.ContainsKey(input.Name) && (input.Name != only || network.Inputs.Count > 1))
            .ToArray();
        if (unknown.Length > 0)
        {
            throw new DecantException(
                $"Network '{network.Name}': "
                    + $"{string.Join(" ", unknown.Select(input => $"{NearestName.Explain("input", input.Name, known.Keys)}."))} "
                    + $"Name each input after the input field that it reads, or the only one '{only}'."
            );
        }
    }

    /// <summary>Binds the fields of a batch.</summary>
    /// <exception cref="DecantException">The batch lacks one of them.</exception>
    public void Bind(Batch batch)
    {
        foreach (var input in _inputs)
        {
            Bind(
                input,
                batch.Find(input.Field)
                    ?? (input.Field == _only ? batch.Inputs : throw Missing(input, batch.Fields.Select(field => field.Name)))
            );
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
            throw new DecantException(
                $"Network '{_executable.Graph.Name}': expected its inputs by name, "
                    + $"{string.Join(", ", _inputs.Select(input => input.Name))}; received one tensor. Give a batch."
            );
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
        new(
            $"Network '{_executable.Graph.Name}': {NearestName.Explain("field", input.Field, known)}. Give the "
                + $"samples this field, or name the network's input after one that they have."
        );

    // The samples are counted by whoever runs the network.
    private static (int Axis, string Name)[] Varying(Shape shape) =>
        [
            .. shape
                .Index()
                .Skip(1)
                .Where(size => size.Item is { IsStatic: false, Factor: 1 })
                .Select(size => (size.Index, size.Item.Symbols)),
        ];

    private readonly record struct Bound(string Name, string Field, (int Axis, string Name)[] Sizes);
}
