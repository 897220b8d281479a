using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Onnx.Translations;
using Decant.Engine.Passes;

namespace Decant.Engine.Onnx;

/// <summary>
/// One graph of a file -> a <see cref="Graph"/>. Numbers that operators here hold as attributes (the shape of a Reshape) are read from
/// their initialisers, which then do not become values.
/// </summary>
internal sealed class GraphReader
{
    // From one whole number to the next: Cast -> Mul -> Floor -> Cast.
    private const int NodesBetweenSizes = 16;

    private readonly GraphProto _proto;
    private readonly TensorSource _tensors;
    private readonly Graph _graph;
    private readonly Dictionary<string, TensorProto> _constants = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, int>? _named;
    private readonly HashSet<string> _usedAsData = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedAsConstant = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tensor> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<Value, Tensor> _computed = [];
    private readonly Dictionary<Value, Value> _settled = [];
    private readonly HashSet<Value> _ofSizes = [];
    private readonly SizeArithmetic _sizes;
    private readonly IRunningNetwork? _running;
    private bool _folded;

    /// <summary>Prepares to read.</summary>
    /// <param name="proto">The graph as the file has it; its operators are all known.</param>
    /// <param name="opset">The version of the standard's operators.</param>
    /// <param name="tensors">The file's numbers.</param>
    /// <param name="sizes">Numbers for sizes of inputs that the file only names.</param>
    /// <param name="budget">Counts what is computed and written out.</param>
    /// <param name="running">Computes what an operator needs as a constant and no constant is; null where the graph is read before it
    /// runs.</param>
    public GraphReader(
        GraphProto proto,
        int opset,
        TensorSource tensors,
        IReadOnlyDictionary<string, int>? sizes,
        ReadingBudget budget,
        IRunningNetwork? running
    )
    {
        _proto = proto;
        Opset = opset;
        _tensors = tensors;
        _named = sizes;
        Budget = budget;
        _running = running;
        _sizes = new SizeArithmetic(value => ConstantEvaluation.Of(value, NumbersOf, Budget, NodesBetweenSizes));
        _graph = new Graph(proto.Name.Length == 0 ? "graph" : proto.Name) { MostNodes = ReadingBudget.MostSteps + (32 * proto.Node.Count) };
    }

    /// <summary>The version of the standard's operators.</summary>
    public int Opset { get; }

    /// <summary>Counts what is computed and written out.</summary>
    public ReadingBudget Budget { get; }

    /// <summary>The graph that grows.</summary>
    public Graph Graph => _graph;

    /// <summary>Reads everything.</summary>
    /// <exception cref="DecantException">The graph contradicts itself or asks for what its operators cannot.</exception>
    public Graph Read()
    {
        if (_proto.Output.Count == 0)
        {
            throw new DecantException("the graph has no outputs, so it computes nothing.");
        }

        CollectConstants();
        var nodes = _proto.Node.Where(node => !ConstantNode.Is(node)).ToList();
        CollectUses(nodes);
        AddInputs();
        AddInitializers();
        var given = _constants.Keys.Concat(_proto.Input.Select(input => input.Name)).ToHashSet(StringComparer.Ordinal);
        _given.UnionWith(given);
        _given.UnionWith(nodes.SelectMany(node => node.Output));
        _names.UnionWith(given);
        _names.UnionWith(nodes.SelectMany(node => node.Output));
        while (_graph.MadeUpPrefix.Length == 0 || _names.Any(name => name.StartsWith(_graph.MadeUpPrefix, StringComparison.Ordinal)))
        {
            _graph.MadeUpPrefix += "~";
        }

        foreach (var node in NodeOrder.Sort(nodes, given))
        {
            Translate(node);
        }

        AddOutputs();
        _graph.MadeUpPrefix = "";

        // What computed constants that are attributes now is not needed any more.
        var graph = _folded ? DeadCode.Remove(_graph) : _graph;
        graph.Literals.UnionWith(StoredNumbers.Literals(graph, _stored, _constants.Keys));
        return graph;
    }

    /// <summary>Whether a name is in the file.</summary>
    public bool IsGiven(string name) => _given.Contains(name);

    /// <summary>Whether anything reads a value.</summary>
    public bool IsUsed(string name) => _usedAsData.Contains(name) || _usedAsConstant.Contains(name);

    /// <summary>The numbers of a name, if they are known when the graph is made.</summary>
    public Tensor? ConstantOf(string name)
    {
        if (_graph.Find(name)?.Data is { } data)
        {
            return data;
        }

        if (_constants.TryGetValue(name, out var proto))
        {
            return _read.TryGetValue(name, out var read) ? read : _read[name] = _tensors.Read(proto);
        }

        if (_graph.Find(name) is not { } value)
        {
            return null;
        }

        if (
            !_computed.TryGetValue(value, out var folded)
            && (_sizes.NumbersOf(value) ?? ConstantEvaluation.Of(value, NumbersOf, Budget)) is { } fresh
        )
        {
            folded = _computed[value] = fresh;
        }

        _folded |= folded is not null;
        return folded;
    }

    /// <summary>The numbers of a name, also where they must be computed from the inputs; null while the network is not run.</summary>
    /// <param name="name">A name.</param>
    /// <param name="further">Names of values that are needed next and are computed along with it.</param>
    public Tensor? NumbersOf(string name, params IEnumerable<string> further)
    {
        if (ConstantOf(name) is { } constant || _running is null || _graph.Find(name) is not { } value)
        {
            return ConstantOf(name);
        }

        Budget.SpendQuestion();
        var numbers = _running.Answer(
            value,
            [.. further.Select(_graph.Find).OfType<Value>().Where(other => other.Data is null)],
            NumbersOf
        );
        Budget.SpendNumbers(numbers.Count);
        _folded = true;
        return _computed[value] = numbers;
    }

    private Tensor? NumbersOf(Value value) => value.Data ?? _computed.GetValueOrDefault(value) ?? _sizes.NumbersOf(value);

    /// <summary>
    /// The value of a name, if there is one: numbers that come from known sizes alone, such as the factor 1/√D of attention, are constants.
    /// </summary>
    public Value? Find(string name)
    {
        if (
            _graph.Find(name) is not { } value
            || value.Data is not null
            || !value.Type.IsFloat()
            || !_ofSizes.Contains(value)
            || ConstantOf(name) is not { } numbers
        )
        {
            return _graph.Find(name);
        }

        if (!_settled.TryGetValue(value, out var settled))
        {
            settled = _settled[value] = _graph.AddNamedInitializer(FreshName($"{name}/number"), numbers);
            _ofSizes.Add(settled);
        }

        return settled;
    }

    /// <summary>A tensor of the file.</summary>
    public Tensor Read(TensorProto tensor) => _tensors.Read(tensor);

    /// <summary>The sizes that a value lists, names of sizes included; null if they depend on numbers.</summary>
    public IReadOnlyList<Dimension>? SizesOf(string name)
    {
        if (ConstantOf(name) is { Type: ElementType.Int64 } constant)
        {
            return constant.Count <= DimensionText.MostAxes
                ? [.. constant.Span<long>().ToArray().Select(size => new Dimension(size, ""))]
                : throw new DecantException($"a value has at most {DimensionText.MostAxes} axes, '{name}' lists {constant.Count} sizes.");
        }

        var sizes = _graph.Find(name) is { } value ? _sizes.Of(value) : null;
        _folded |= sizes is not null;
        return sizes;
    }

    /// <summary>ONNX's number for the element type of an initialiser or an input; null for what nodes compute.</summary>
    public int? TypeOf(string name) =>
        _constants.TryGetValue(name, out var tensor)
            ? tensor.DataType
            : _proto.Input.FirstOrDefault(input => input.Name == name)?.Type.TensorType.ElemType;

    /// <summary>Puts the nodes of a branch or a body into the graph.</summary>
    /// <param name="body">The graph of an attribute; what it reads from around it is there.</param>
    /// <param name="given">What its inputs are called here.</param>
    /// <param name="prefix">What the names of its own values begin with.</param>
    /// <returns>The names of its outputs.</returns>
    /// <exception cref="DecantException">It contradicts itself or uses what is not known here.</exception>
    public IReadOnlyList<string> Inline(GraphProto body, IEnumerable<KeyValuePair<string, string>> given, string prefix)
    {
        // The round itself, with its names and constants, costs about as much as four nodes.
        Budget.SpendSteps(4 + body.Node.Count);
        var names = new Dictionary<string, string>(given, StringComparer.Ordinal);
        string NameOf(string name) => names.GetValueOrDefault(name, name);
        string Own(string name) => names[name] = name.Length == 0 ? "" : FreshName(prefix + name);
        foreach (var tensor in body.Initializer.Concat(body.Node.Where(ConstantNode.Is).Select(ConstantNode.TensorOf)))
        {
            _constants.Add(Own(tensor.Name), tensor);
        }

        _stored.UnionWith(body.Initializer.Select(tensor => names[tensor.Name]));

        var nodes = new List<NodeProto>();
        foreach (var inner in body.Node.Where(node => !ConstantNode.Is(node)))
        {
            var node = Subgraph.Renamed(inner, NameOf);
            node.Name = prefix + inner.Name;
            node.Output.Clear();
            node.Output.Add(inner.Output.Select(Own));
            _given.UnionWith(node.Output);
            nodes.Add(node);
        }

        var outputs = body.Output.Select(output => NameOf(output.Name)).ToArray();
        _usedAsData.UnionWith(outputs);
        CollectUses(nodes);
        foreach (var node in nodes)
        {
            Translate(node);
        }

        return outputs;
    }

    /// <summary>The value of a name, also where it is a number that no node has read as a value yet.</summary>
    /// <exception cref="DecantException">There is none.</exception>
    public Value ValueOf(string name) =>
        _graph.Find(name)
        ?? ConstantOf(name) switch
        {
            { } data => _graph.AddNamedInitializer(name, data),
            null => _graph[name],
        };

    /// <summary>Makes numbers known under a new name.</summary>
    public string AddConstant(string wanted, Tensor data)
    {
        var name = FreshName(wanted);
        _constants.Add(name, TensorFormat.Write(name, data));
        return name;
    }

    /// <summary>A name that nothing in the file has.</summary>
    public string FreshName(string wanted)
    {
        var name = wanted;
        for (var i = 1; !_names.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }

        return name;
    }

    private void CollectConstants()
    {
        _stored.UnionWith(_proto.Initializer.Select(tensor => tensor.Name));
        var constants = _proto.Initializer.Concat(_proto.Node.Where(ConstantNode.Is).Select(ConstantNode.TensorOf));
        foreach (var tensor in constants)
        {
            if (tensor.Name.Length == 0 || !_constants.TryAdd(tensor.Name, tensor))
            {
                throw new DecantException($"the initialiser '{tensor.Name}' is defined twice or has no name; names are unique.");
            }
        }
    }

    private void CollectUses(List<NodeProto> nodes)
    {
        _usedAsData.UnionWith(_proto.Output.Select(output => output.Name));
        foreach (var node in nodes)
        {
            var translation = ModelReader.Known(node);
            _usedAsData.UnionWith(Subgraph.Reads(node));
            for (var i = 0; i < node.Input.Count; i++)
            {
                (translation.TakesConstant(i) ? _usedAsConstant : _usedAsData).Add(node.Input[i]);
            }
        }
    }

    // An initialiser that nothing reads stays: it may be a parameter that only another program uses.
    private bool IsOnlyConstant(string name) => _usedAsConstant.Contains(name) && !_usedAsData.Contains(name);

    private void AddInputs()
    {
        // Until layout version 3 every initialiser had to be an input as well.
        foreach (var input in _proto.Input.Where(input => !_constants.ContainsKey(input.Name)))
        {
            var (type, shape) = InputFormat.Read(input, _named);
            _graph.AddInput(input.Name, type, shape);
        }
    }

    private void AddInitializers()
    {
        foreach (var (name, tensor) in _constants)
        {
            if (!IsOnlyConstant(name))
            {
                _graph.AddNamedInitializer(name, _tensors.Read(tensor));
            }
        }
    }

    private void Translate(NodeProto proto)
    {
        try
        {
            var translation = TranslationTable.Find(proto.Domain, proto.OpType)!;
            var node = new NodeReader(proto, this);
            translation.CheckInputs(node);
            var (nodes, initializers) = (_graph.Nodes.Count, _graph.Initializers.Count);
            translation.Read(node);
            node.Finish();
            FollowSizes(proto, nodes);
            NameAfter(proto.Output.FirstOrDefault(""), nodes, initializers);
        }
        catch (UnsupportedException problem)
        {
            throw new UnsupportedException(
                problem.Operator,
                $"node '{proto.Name}' ({proto.OpType}, opset {Opset}): {problem.Message}",
                problem
            );
        }
        catch (InvalidOperationException problem)
        {
            // A shape rule met a size that has only a name.
            throw new UnsupportedException(
                proto.OpType,
                $"node '{proto.Name}' ({proto.OpType}, opset {Opset}): {problem.Message} "
                    + "This operator needs to know it: export the model with this size fixed, or use it where the "
                    + "data say it (images of a recipe).",
                problem
            );
        }
        catch (Exception problem) when (problem is DecantException or ArithmeticException or ArgumentException)
        {
            // The last two come from shape rules that met sizes beyond every bound.
            throw new UnsupportedException(
                proto.OpType,
                $"node '{proto.Name}' ({proto.OpType}, opset {Opset}): {problem.Message}",
                problem
            );
        }
    }

    // Which values depend on sizes and a few constants alone.
    private void FollowSizes(NodeProto proto, int nodes)
    {
        const int most = 64;
        foreach (
            var node in _graph
                .Nodes.Skip(nodes)
                .Where(node =>
                    node.Outputs.All(output => output.Shape.Rank <= 2 && output.Shape.All(size => size.IsStatic && size.Factor <= most))
                )
        )
        {
            var inputs = node.Inputs.OfType<Value>();
            if (
                proto.OpType is "Shape" or "Size"
                || (inputs.Any(_ofSizes.Contains) && inputs.All(input => _ofSizes.Contains(input) || input.Data is { Count: <= most }))
            )
            {
                _ofSizes.UnionWith(node.Outputs);
            }
        }
    }

    // Names made up for the steps of a formula must not be those of values that come later in the file.
    private void NameAfter(string output, int nodes, int initializers)
    {
        var made = _graph
            .Nodes.Skip(nodes)
            .SelectMany(node => node.Outputs.Select(value => (Value: value, Purpose: node.Operator.Name)))
            .Concat(_graph.Initializers.Skip(initializers).Select(value => (Value: value, Purpose: "constant")));
        foreach (
            var (value, purpose) in made.Where(step => step.Value.Name.StartsWith(_graph.MadeUpPrefix, StringComparison.Ordinal)).ToList()
        )
        {
            _graph.Rename(value, FreshName($"{output}/{purpose}"));
        }
    }

    private void AddOutputs()
    {
        foreach (var output in _proto.Output)
        {
            var value = _graph.Find(output.Name) ?? throw new DecantException($"the output '{output.Name}' is computed by no node.");
            if (_graph.Outputs.Contains(value))
            {
                throw new DecantException($"the output '{output.Name}' is declared twice.");
            }

            _graph.AddOutput(value);
        }
    }
}
