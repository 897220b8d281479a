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
    private readonly GraphProto _proto;
    private readonly Graph _graph;
    private readonly IReadOnlyDictionary<string, int>? _named;

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
        _named = sizes;
        Budget = budget;
        Constants = new FileConstants(tensors);
        _graph = new Graph(proto.Name.Length == 0 ? "graph" : proto.Name) { MostNodes = ReadingBudget.MostSteps + (32 * proto.Node.Count) };
        Numbers = new KnownNumbers(_graph, Constants, Names, budget, running);
    }

    /// <summary>The version of the standard's operators.</summary>
    public int Opset { get; }

    /// <summary>Counts what is computed and written out.</summary>
    public ReadingBudget Budget { get; }

    /// <summary>The file's constants.</summary>
    public FileConstants Constants { get; }

    /// <summary>The file's names.</summary>
    public FileNames Names { get; } = new();

    /// <summary>What is known of values.</summary>
    public KnownNumbers Numbers { get; }

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
        Names.UseAsOutputs(_proto.Output.Select(output => output.Name));
        Names.Use(nodes);
        AddInputs();
        AddInitializers();
        var given = Constants.Names.Concat(_proto.Input.Select(input => input.Name)).ToHashSet(StringComparer.Ordinal);
        Names.Give(given.Concat(nodes.SelectMany(node => node.Output)));
        _graph.MadeUpPrefix = Names.UnusedPrefix();
        foreach (var node in NodeOrder.Sort(nodes, given))
        {
            Translate(node);
        }

        AddOutputs();
        _graph.MadeUpPrefix = "";

        // What computed constants that are attributes now is not needed any more.
        var graph = Numbers.IsComputed ? DeadCode.Remove(_graph) : _graph;
        graph.Literals.UnionWith(StoredNumbers.Literals(graph, Constants.Stored, Constants.Names));
        return graph;
    }

    /// <summary>ONNX's number for the element type of an initialiser or an input; null for what nodes compute.</summary>
    public int? TypeOf(string name) =>
        Constants.TypeOf(name) ?? _proto.Input.FirstOrDefault(input => input.Name == name)?.Type.TensorType.ElemType;

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
        string Own(string name) => names[name] = name.Length == 0 ? "" : Names.Fresh(prefix + name);
        foreach (var tensor in body.Initializer.Concat(body.Node.Where(ConstantNode.Is).Select(ConstantNode.TensorOf)))
        {
            Constants.Add(Own(tensor.Name), tensor);
        }

        Constants.Stored.UnionWith(body.Initializer.Select(tensor => names[tensor.Name]));

        var nodes = new List<NodeProto>();
        foreach (var inner in body.Node.Where(node => !ConstantNode.Is(node)))
        {
            var node = Subgraph.Renamed(inner, NameOf);
            node.Name = prefix + inner.Name;
            node.Output.Clear();
            node.Output.Add(inner.Output.Select(Own));
            Names.Give(node.Output);
            nodes.Add(node);
        }

        var outputs = body.Output.Select(output => NameOf(output.Name)).ToArray();
        Names.UseAsOutputs(outputs);
        Names.Use(nodes);
        foreach (var node in nodes)
        {
            Translate(node);
        }

        return outputs;
    }

    /// <summary>Makes numbers known under a new name.</summary>
    public string AddConstant(string wanted, Tensor data)
    {
        var name = Names.Fresh(wanted);
        Constants.Add(name, TensorFormat.Write(name, data));
        return name;
    }

    private void CollectConstants()
    {
        Constants.Stored.UnionWith(_proto.Initializer.Select(tensor => tensor.Name));
        foreach (var tensor in _proto.Initializer.Concat(_proto.Node.Where(ConstantNode.Is).Select(ConstantNode.TensorOf)))
        {
            Constants.Add(tensor.Name, tensor);
        }
    }

    private void AddInputs()
    {
        // Until layout version 3 every initialiser had to be an input as well.
        foreach (var input in _proto.Input.Where(input => !Constants.Contains(input.Name)))
        {
            var (type, shape) = InputFormat.Read(input, _named);
            _graph.AddInput(input.Name, type, shape);
        }
    }

    private void AddInitializers()
    {
        foreach (var name in Constants.Names.Where(name => !Names.IsOnlyConstant(name)))
        {
            _graph.AddNamedInitializer(name, Constants.Find(name)!);
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
            Numbers.FollowSizes(proto.OpType is "Shape" or "Size", nodes);
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
            _graph.Rename(value, Names.Fresh($"{output}/{purpose}"));
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
