namespace Decant.Engine.Graphs;

/// <summary>
/// A network, a loss or a whole training step: nodes in an order in which each reads only what comes before it.
/// Shapes are inferred as nodes are added, so a graph that exists is well-formed.
/// </summary>
public sealed class Graph
{
    private readonly List<Node> _nodes = [];
    private readonly List<Value> _inputs = [];
    private readonly List<Value> _outputs = [];
    private readonly List<Value> _initializers = [];
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    /// <summary>An empty graph.</summary>
    /// <param name="name">What the network is called.</param>
    public Graph(string name = "graph") => Name = name;

    /// <summary>What the network is called.</summary>
    public string Name { get; }

    /// <summary>The nodes, each after those it reads.</summary>
    internal IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>What the graph is given when it runs.</summary>
    public IReadOnlyList<Value> Inputs => _inputs;

    /// <summary>What the graph gives back.</summary>
    public IReadOnlyList<Value> Outputs => _outputs;

    /// <summary>Constants and parameters.</summary>
    public IReadOnlyList<Value> Initializers => _initializers;

    /// <summary>Free words that travel with the model: class names, preprocessing, versions.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of the initialisers that training changes; all others are constants or state.</summary>
    public ISet<string> Parameters { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Names of the initialisers that are no weights of a file: constants of its formulas, and what reading it made up. A file that keeps
    /// its weights as constants, too, has only the latter.
    /// </summary>
    internal ISet<string> Literals { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What the names of values begin with that no one named: it keeps them away from names that will be claimed later.</summary>
    internal string MadeUpPrefix { get; set; } = "";

    /// <summary>The number of nodes at which a graph from a file stops growing.</summary>
    internal int MostNodes { get; init; } = int.MaxValue;

    /// <summary>The value of a name.</summary>
    /// <exception cref="DecantException">No value has this name; the nearest are listed.</exception>
    public Value this[string name] =>
        Find(name) ?? throw new DecantException(NearestName.Explain("value of the graph", name, _values.Keys));

    /// <summary>The value of a name, or null.</summary>
    public Value? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Declares an input.</summary>
    public Value AddInput(string name, ElementType type, Shape shape)
    {
        var value = Register(new Value(this, Claim(name), type, shape, null, null));
        _inputs.Add(value);
        return value;
    }

    /// <summary>Adds numbers: a constant, or a parameter's initial value.</summary>
    /// <param name="name">Its name; made unique when a constant has it already.</param>
    /// <param name="data">The numbers.</param>
    public Value AddInitializer(string name, Tensor data) => AddNamedInitializer(Unique(MadeUpPrefix + name), data);

    /// <summary>Adds a parameter: numbers that training changes.</summary>
    public Value AddParameter(string name, Tensor data)
    {
        var value = AddNamedInitializer(name, data);
        Parameters.Add(value.Name);
        return value;
    }

    /// <summary>Adds numbers under exactly this name.</summary>
    /// <exception cref="DecantException">Another value has the name.</exception>
    internal Value AddNamedInitializer(string name, Tensor data)
    {
        var shape = new Shape(data.Dimensions.ToArray().Select(d => (Dimension)d));
        var value = Register(new Value(this, Claim(name), data.Type, shape, null, data));
        _initializers.Add(value);
        return value;
    }

    /// <summary>Keeps the names made up for nodes and values away from names that will be claimed later.</summary>
    internal void Reserve(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _names.TryAdd(name, 0);
        }
    }

    /// <summary>Adds a node with one output.</summary>
    internal Value Add(Operator @operator, params ReadOnlySpan<Value?> inputs) => AddNode(@operator, inputs).Outputs[0];

    /// <summary>Adds a node.</summary>
    /// <param name="operator">What it does.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="name">Name of the node; made from the operator when absent.</param>
    /// <param name="outputs">Names of the outputs; made from the node's when absent.</param>
    /// <exception cref="DecantException">The inputs do not fit the operator, or belong to another graph.</exception>
    internal Node AddNode(Operator @operator, ReadOnlySpan<Value?> inputs, string? name = null, IReadOnlyList<string>? outputs = null)
    {
        foreach (var input in inputs)
        {
            if (input is not null && input.Graph != this)
            {
                throw new DecantException($"{@operator.Name}: the value '{input.Name}' belongs to another graph.");
            }
        }

        if (_nodes.Count >= MostNodes)
        {
            throw new DecantException($"{@operator.Name}: the graph would have more than {MostNodes} nodes, far more than the file's.");
        }

        var node = new Node(this, Unique(name ?? @operator.Name), @operator, inputs.ToArray());
        var types = @operator.Infer(node.Inputs);
        node.Outputs =
        [
            .. types.Select(
                (type, i) =>
                {
                    var given = outputs is not null && i < outputs.Count && outputs[i].Length > 0;
                    var output = given ? Claim(outputs![i]) : Unique(MadeUpPrefix + (types.Count == 1 ? node.Name : $"{node.Name}.{i}"));
                    return Register(new Value(this, output, type.Type, type.Shape, node, null));
                }
            ),
        ];
        _nodes.Add(node);
        return node;
    }

    /// <summary>Declares what the graph gives back.</summary>
    /// <param name="value">A value of this graph.</param>
    /// <param name="name">A name for it; the value is renamed.</param>
    public Value AddOutput(Value value, string? name = null)
    {
        if (name is not null && name != value.Name)
        {
            Rename(value, name);
        }

        if (!_outputs.Contains(value))
        {
            _outputs.Add(value);
        }

        return value;
    }

    /// <summary>Gives a value another name: stable names are what hints, exports and people refer to.</summary>
    public Value Rename(Value value, string name)
    {
        var old = value.Name;
        if (name == old)
        {
            return value;
        }

        Claim(name);
        _values.Remove(old);
        value.Name = name;
        if (Parameters.Remove(old))
        {
            Parameters.Add(name);
        }

        return Register(value);
    }

    private Value Register(Value value)
    {
        _values[value.Name] = value;
        _names.TryAdd(value.Name, 0);
        return value;
    }

    private string Claim(string name) =>
        _values.ContainsKey(name)
            ? throw new DecantException($"The graph '{Name}' has a value named '{name}' already; names are unique.")
            : name;

    private string Unique(string name)
    {
        if (_names.TryAdd(name, 0))
        {
            return name;
        }

        string candidate;
        do
        {
            candidate = $"{name}_{++_names[name]}";
        } while (!_names.TryAdd(candidate, 0));
        return candidate;
    }
}
