using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;

namespace Decant.Engine.Onnx.Translations;

/// <summary>A node of a file while it is translated: its attributes and inputs, and the graph that it goes to.</summary>
internal sealed class NodeReader
{
    private const int SinceNothingConsumed = 6;

    private readonly NodeProto _proto;
    private readonly GraphReader _graph;
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);

    /// <summary>A node that is about to be translated.</summary>
    public NodeReader(NodeProto proto, GraphReader graph)
    {
        _proto = proto;
        _graph = graph;
        foreach (var attribute in proto.Attribute)
        {
            if (!_attributes.TryAdd(attribute.Name, attribute))
            {
                throw new DecantException($"the attribute '{attribute.Name}' is given twice.");
            }

            // Until opset 5 this told which inputs may be overwritten; it changes no number.
            if (attribute.Name != "consumed_inputs" || Opset >= SinceNothingConsumed)
            {
                _unread.Add(attribute.Name);
            }
        }
    }

    /// <summary>The version of the standard's operators.</summary>
    public int Opset => _graph.Opset;

    /// <summary>The operator's name in the file.</summary>
    public string Operator => _proto.OpType;

    /// <summary>Number of inputs, absent ones in between included.</summary>
    public int InputCount => _proto.Input.Count;

    /// <summary>An input that is there.</summary>
    public Value this[int input] => Optional(input)!;

    /// <summary>All inputs of an operator that takes none as absent.</summary>
    /// <exception cref="DecantException">One is absent.</exception>
    public Value[] Inputs =>
        [.. Enumerable.Range(0, InputCount).Select(i => Optional(i) ?? throw new DecantException($"input {i} is absent."))];

    /// <summary>Whether an input is there.</summary>
    public bool Has(int input) => input < InputCount && _proto.Input[input].Length > 0;

    /// <summary>An input, or null where it is absent.</summary>
    public Value? Optional(int input) =>
        !Has(input)
            ? null
            : _graph.Numbers.Find(_proto.Input[input])
                ?? Constant(input) switch
                {
                    // A number that other operators hold as an attribute: here it is a value as well.
                    { } data => _graph.Graph.AddNamedInitializer(_proto.Input[input], data),
                    null => _graph.Graph[_proto.Input[input]],
                };

    /// <summary>ONNX's number for the element type of an input, where the file states it; else of what it is here.</summary>
    public int TypeOf(int input) => _graph.TypeOf(_proto.Input[input]) ?? (int)this[input].Type;

    /// <summary>Whether someone reads one of the node's outputs.</summary>
    public bool IsOutputUsed(int output) =>
        output < _proto.Output.Count && _proto.Output[output].Length > 0 && _graph.Names.IsUsed(_proto.Output[output]);

    /// <summary>Whether an attribute is there.</summary>
    public bool HasAttribute(string name) => _attributes.ContainsKey(name);

    /// <summary>A whole number.</summary>
    public long Int(string name, long fallback) => Attribute(name, AttributeType.Int)?.I ?? fallback;

    /// <summary>A whole number that ONNX requires.</summary>
    /// <exception cref="DecantException">It is missing.</exception>
    public long Int(string name) => HasAttribute(name) ? Int(name, 0) : throw new DecantException($"the attribute '{name}' is missing.");

    /// <summary>A whole number that answers yes or no.</summary>
    public bool Flag(string name, bool fallback = false) => Int(name, fallback ? 1 : 0) != 0;

    /// <summary>A list of whole numbers.</summary>
    public IReadOnlyList<long>? Ints(string name) => Attribute(name, AttributeType.Ints) is { } attribute ? [.. attribute.Ints] : null;

    /// <summary>A list of numbers.</summary>
    public double[]? Floats(string name) =>
        Attribute(name, AttributeType.Floats) is { } attribute ? [.. attribute.Floats.Select(Decimal)] : null;

    /// <summary>A number, as the decimal that was meant: 0.1 and not the nearest 32-bit float to it.</summary>
    public double Float(string name, double fallback) =>
        Attribute(name, AttributeType.Float) is { } attribute ? Decimal(attribute.F) : fallback;

    /// <summary>A text.</summary>
    public string Text(string name, string fallback) => Attribute(name, AttributeType.String)?.S.ToStringUtf8() ?? fallback;

    /// <summary>A list of texts.</summary>
    public string[]? Texts(string name) =>
        Attribute(name, AttributeType.Strings) is { } attribute ? [.. attribute.Strings.Select(text => text.ToStringUtf8())] : null;

    /// <summary>Whether an input's numbers are known when the graph is made.</summary>
    public bool IsConstant(int input) => Has(input) && _graph.Numbers.ConstantOf(_proto.Input[input]) is not null;

    /// <summary>The whole numbers of an input that must be known now; null where the input is absent.</summary>
    /// <exception cref="DecantException">They are computed when the graph runs, or are no whole numbers.</exception>
    public IReadOnlyList<long>? ConstantInts(int input) =>
        Constant(input) is not { } tensor
            ? null
            : tensor.Type switch
            {
                ElementType.Int64 => tensor.Span<long>().ToArray(),
                ElementType.Int32 => [.. tensor.Span<int>().ToArray().Select(number => (long)number)],
                ElementType.Bool => [.. tensor.Bytes().ToArray().Select(number => (long)number)],
                _ => throw new DecantException($"input {input} ('{_proto.Input[input]}') must hold whole numbers, received {tensor}."),
            };

    /// <summary>The single number of an input that must be known now; null where the input is absent.</summary>
    /// <exception cref="DecantException">It is computed when the graph runs, or is not one number.</exception>
    public double? ConstantNumber(int input) =>
        Constant(input) is not { } tensor ? null
        : tensor.Count != 1 ? throw new DecantException($"input {input} ('{_proto.Input[input]}') must hold one number, received {tensor}.")
        : tensor.Type switch
        {
            ElementType.Float32 => Decimal(tensor.Span<float>()[0]),
            ElementType.Float64 => tensor.Span<double>()[0],
            ElementType.Int64 => tensor.Span<long>()[0],
            ElementType.Int32 => tensor.Span<int>()[0],
            ElementType.Int16 => tensor.Span<short>()[0],
            ElementType.Int8 => tensor.Span<sbyte>()[0],
            ElementType.UInt64 => tensor.Span<ulong>()[0],
            ElementType.UInt32 => tensor.Span<uint>()[0],
            ElementType.UInt16 => tensor.Span<ushort>()[0],
            _ => tensor.Bytes()[0],
        };

    /// <summary>The numbers of an input that must be known now.</summary>
    /// <exception cref="DecantException">The input is absent, or computed when the graph runs.</exception>
    public Tensor ConstantTensor(int input) => Constant(input) ?? throw new DecantException($"input {input} is absent.");

    /// <summary>The sizes that an input lists, names of sizes included; −1 may be among them.</summary>
    /// <exception cref="DecantException">They are computed from numbers when the graph runs.</exception>
    public IReadOnlyList<Dimension> Sizes(int input) =>
        SizesOrNull(input) ?? [.. ConstantInts(input)!.Select(size => new Dimension(size, ""))];

    /// <summary>The same, or null where they are computed from numbers when the graph runs.</summary>
    public IReadOnlyList<Dimension>? SizesOrNull(int input) => Has(input) ? _graph.Numbers.SizesOf(_proto.Input[input]) : null;

    /// <summary>Number of outputs that the file names.</summary>
    public int OutputCount => _proto.Output.Count;

    /// <summary>Gives the node's result the name that it has in the file.</summary>
    /// <param name="result">A value that a formula computed.</param>
    /// <param name="output">Which output it is.</param>
    public void Give(Value result, int output = 0)
    {
        if (_proto.Output.ElementAtOrDefault(output) is not { Length: > 0 } name)
        {
            return;
        }

        Check(result.Producer);
        if (result.Producer is null || _graph.Names.IsGiven(result.Name))
        {
            _graph.Graph.AddNode(new Identity(), [result], null, [name]);
        }
        else
        {
            _graph.Graph.Rename(result, name);
        }
    }

    /// <summary>The graph that the node goes to.</summary>
    public Graph Graph => _graph.Graph;

    /// <summary>A list of numbers made by counting.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="count">How many.</param>
    /// <param name="number">The number at a place.</param>
    /// <exception cref="DecantException">They are more than a file may ask for.</exception>
    public Value Counting(ElementType type, int count, Func<int, double> number)
    {
        _graph.Budget.SpendNumbers(count);
        return Number(ConstantNumbers.Counted(type, count, number));
    }

    /// <summary>Counts what is about to be computed while the file is read.</summary>
    /// <exception cref="DecantException">It is more than a file may ask for.</exception>
    public void SpendNumbers(double count) => _graph.Budget.SpendNumbers(count);

    /// <summary>Counts steps that are about to be written out.</summary>
    /// <exception cref="DecantException">They are more than any network has.</exception>
    public void SpendSteps(long count) => _graph.Budget.SpendSteps(count);

    /// <summary>A branch or a body.</summary>
    /// <exception cref="DecantException">It is missing.</exception>
    public GraphProto Subgraph(string name) =>
        Attribute(name, AttributeType.Graph)?.G ?? throw new DecantException($"the attribute '{name}' is missing.");

    /// <summary>The name of an input in the file; empty where it is absent.</summary>
    public string NameOf(int input) => Has(input) ? _proto.Input[input] : "";

    /// <summary>Puts a branch or a body into the graph; see <see cref="GraphReader.Inline"/>.</summary>
    /// <param name="body">The branch or body.</param>
    /// <param name="inputs">What its inputs are called here.</param>
    /// <param name="purpose">A part of the names of its values.</param>
    /// <returns>The names of its outputs.</returns>
    public IReadOnlyList<string> Inline(GraphProto body, IReadOnlyList<string> inputs, string purpose) =>
        body.Input.Count == inputs.Count
            ? _graph.Inline(
                body,
                body.Input.Zip(inputs, (inner, outer) => KeyValuePair.Create(inner.Name, outer)),
                $"{_proto.Output.FirstOrDefault("")}/{purpose}/"
            )
            : throw new DecantException($"its {purpose} takes {body.Input.Count} inputs, but is given {inputs.Count}.");

    /// <summary>The value of a name that <see cref="Inline"/> gave.</summary>
    public Value ValueOf(string name) => _graph.Numbers.ValueOf(name);

    /// <summary>The truth of a name; null if it is known only when the graph runs, or no truth value.</summary>
    /// <param name="name">A name.</param>
    /// <param name="further">Names of values that the next rounds start from.</param>
    public bool? TruthOf(string name, params IEnumerable<string> further) =>
        _graph.Numbers.NumbersOf(name, further) is { Type: ElementType.Bool, Count: 1 } truth ? truth.Bytes()[0] != 0 : null;

    /// <summary>Makes numbers known under a new name, for a body to read.</summary>
    public string Constant(string purpose, Tensor data) => _graph.AddConstant($"{_proto.Output.FirstOrDefault("")}/{purpose}", data);

    /// <summary>A tensor; null where the attribute is absent.</summary>
    public Tensor? Tensor(string name) => Attribute(name, AttributeType.Tensor)?.T is { } tensor ? _graph.Constants.Read(tensor) : null;

    /// <summary>Numbers that the node's result is computed from, or that are the result.</summary>
    public Value Number(Tensor data) => _graph.Graph.AddInitializer("constant", data);

    /// <summary>Adds a step on the way to the node's result.</summary>
    /// <param name="purpose">What it is for; part of its name.</param>
    /// <param name="operator">What it does.</param>
    /// <param name="inputs">What it reads.</param>
    public Value Insert(string purpose, Operator @operator, params ReadOnlySpan<Value?> inputs)
    {
        var name = _graph.Names.Fresh($"{_proto.Output.FirstOrDefault("")}/{purpose}");
        return Checked(_graph.Graph.AddNode(@operator, inputs, name, [name])).Outputs[0];
    }

    /// <summary>Adds what computes the node's result, under the names that the file gives to the node and its outputs.</summary>
    /// <param name="operator">What it does.</param>
    /// <param name="inputs">What it reads.</param>
    /// <exception cref="DecantException">Someone reads an output that the operator does not have here.</exception>
    public void Add(Operator @operator, params ReadOnlySpan<Value?> inputs)
    {
        var count = @operator.Infer(inputs.ToArray()).Count;
        var names = Enumerable
            .Range(0, count)
            .Select(i =>
                _proto.Output.ElementAtOrDefault(i) is { Length: > 0 } name
                    ? name
                    : _graph.Names.Fresh(
                        i >= _proto.Output.Count && _proto.Name.Length > 0 ? $"{_proto.Name}.{i}" : $"{_proto.OpType}/unused"
                    )
            );
        Checked(_graph.Graph.AddNode(@operator, inputs, _proto.Name.Length > 0 ? _proto.Name : null, [.. names]));
        for (var i = count; i < _proto.Output.Count; i++)
        {
            if (IsOutputUsed(i))
            {
                throw new DecantException($"its output {i} ('{_proto.Output[i]}') is used, but only the first {count} are known here.");
            }
        }
    }

    /// <summary>Refuses a node with attributes that no one asked for: they may change the result.</summary>
    public void Finish()
    {
        if (_unread.Count > 0)
        {
            throw new DecantException(
                $"the attribute {string.Join(", ", _unread.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))} is not known here."
            );
        }
    }

    private static double Decimal(float number) =>
        double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static Node Checked(Node node)
    {
        Check(node);
        return node;
    }

    private static void Check(Node? node)
    {
        foreach (var output in node?.Outputs ?? [])
        {
            DimensionText.CheckSize(output.Shape);
        }
    }

    private Tensor? Constant(int input) =>
        !Has(input)
            ? null
            : _graph.Numbers.NumbersOf(_proto.Input[input]) ?? throw OnlyWhenItRuns($"input {input} ('{_proto.Input[input]}')");

    /// <summary>The error of a graph that must be known before it runs.</summary>
    /// <param name="what">What is known only then.</param>
    public static DecantException OnlyWhenItRuns(string what) =>
        new(
            $"{what} is computed when the model runs, and the rest of the network depends on its numbers. "
                + $"{nameof(DynamicNetwork)} runs such a file in code; to train it, say the sizes from which this is "
                + $"computed, or fold constants when exporting the model."
        );

    private AttributeProto? Attribute(string name, AttributeType type)
    {
        if (!_attributes.TryGetValue(name, out var attribute))
        {
            return null;
        }

        _unread.Remove(name);
        return attribute.Type == type || attribute.Type == AttributeType.Undefined
            ? attribute
            : throw new DecantException($"the attribute '{name}' must be of kind {type}, received {attribute.Type}.");
    }
}
