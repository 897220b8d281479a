using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Onnx.Translations;

namespace Decant.Engine.Onnx;

/// <summary>
/// One graph of a file -> a <see cref="Graph"/>. Numbers that operators here hold as attributes (the shape of a Reshape) are read from
/// their initialisers, which then do not become values.
/// </summary>
internal sealed class GraphReader
{
    private readonly GraphProto _proto;
    private readonly ExternalData _external;
    private readonly Graph _graph;
    private readonly Dictionary<string, TensorProto> _constants = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, Tensor> _known;
    private readonly HashSet<string> _usedAsData = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedAsConstant = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Prepares to read.</summary>
    /// <param name="proto">The graph as the file has it; its operators are all known.</param>
    /// <param name="opset">The version of the standard's operators.</param>
    /// <param name="external">Where data outside the model is found.</param>
    /// <param name="known">Values of inputs, for those that an operator needs as constants.</param>
    public GraphReader(GraphProto proto, int opset, ExternalData external, IReadOnlyDictionary<string, Tensor>? known)
    {
        _proto = proto;
        Opset = opset;
        _external = external;
        _known = known ?? new Dictionary<string, Tensor>();
        _graph = new Graph(proto.Name.Length == 0 ? "graph" : proto.Name);
    }

    /// <summary>The version of the standard's operators.</summary>
    public int Opset { get; }

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
        _names.UnionWith(given);
        _names.UnionWith(nodes.SelectMany(node => node.Output));
        foreach (var node in NodeOrder.Sort(nodes, given))
        {
            Translate(node);
        }

        AddOutputs();
        return _graph;
    }

    /// <summary>Whether anything reads a value.</summary>
    public bool IsUsed(string name) => _usedAsData.Contains(name) || _usedAsConstant.Contains(name);

    /// <summary>The numbers of a name, if they are known when the graph is made.</summary>
    public Tensor? ConstantOf(string name) => _graph.Find(name)?.Data
        ?? (_constants.TryGetValue(name, out var proto) ? TensorFormat.Read(proto, _external) : _known.GetValueOrDefault(name));

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
            var translation = TranslationTable.Find(node.Domain, node.OpType)!;
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
            if (!(IsOnlyConstant(input.Name) && _known.ContainsKey(input.Name)))
            {
                var (type, shape) = InputFormat.Read(input);
                _graph.AddInput(input.Name, type, shape);
            }
        }
    }

    private void AddInitializers()
    {
        foreach (var (name, tensor) in _constants)
        {
            if (!IsOnlyConstant(name))
            {
                _graph.AddNamedInitializer(name, TensorFormat.Read(tensor, _external));
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
            translation.Read(node);
            node.Finish();
        }
        catch (Exception problem) when (problem is DecantException or ArithmeticException or ArgumentException or InvalidOperationException)
        {
            // The last three come from shape rules that met sizes beyond every bound or known only at run time.
            throw new DecantException($"node '{proto.Name}' ({proto.OpType}, opset {Opset}): {problem.Message}", problem);
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
