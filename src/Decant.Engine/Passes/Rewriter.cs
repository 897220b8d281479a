using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>
/// Copies a graph value by value, while a pass puts other values in place of some. Every pass is built on it; the source stays as it was.
/// </summary>
internal sealed class Rewriter
{
    private readonly Dictionary<Value, Value> _map = [];
    private readonly HashSet<Value> _named = [];

    /// <summary>Begins a copy: inputs are there, initialisers come when they are first read.</summary>
    /// <param name="source">The graph to copy.</param>
    /// <param name="ownData">Whether initialisers get memory of their own instead of sharing the source's.</param>
    /// <param name="convert">Gives each input's and initialiser's element type in the copy; null keeps it.</param>
    /// <param name="shape">Gives each input's shape in the copy; null keeps it.</param>
    public Rewriter(Graph source, Func<ElementType, ElementType>? convert = null, bool ownData = false, Func<Value, Shape>? shape = null)
    {
        Source = source;
        Target = new Graph(source.Name);
        Convert = convert ?? (type => type);
        OwnData = ownData;
        foreach (var (key, word) in source.Metadata)
        {
            Target.Metadata[key] = word;
        }

        // Nodes that a pass inserts must not take the name of a value that is copied after them.
        Target.Reserve(source.Initializers.Concat(source.Nodes.SelectMany(node => node.Outputs)).Select(value => value.Name));
        foreach (var input in source.Inputs)
        {
            _map[input] = Target.AddInput(input.Name, Convert(input.Type), shape?.Invoke(input) ?? input.Shape);
        }
    }

    /// <summary>The graph that is copied.</summary>
    public Graph Source { get; }

    /// <summary>The copy.</summary>
    public Graph Target { get; }

    private Func<ElementType, ElementType> Convert { get; }

    private bool OwnData { get; }

    /// <summary>How many nodes and outputs of the source read a value.</summary>
    public static Dictionary<Value, int> CountReaders(Graph graph)
    {
        var readers = new Dictionary<Value, int>();
        foreach (var value in graph.Nodes.SelectMany(node => node.Inputs).OfType<Value>().Concat(graph.Outputs))
        {
            readers[value] = readers.GetValueOrDefault(value) + 1;
        }

        return readers;
    }

    /// <summary>What replaces a value of the source in the copy.</summary>
    public Value this[Value value]
    {
        get
        {
            if (!_map.TryGetValue(value, out var copy))
            {
                var data = value.Data ?? throw new InvalidOperationException($"The value '{value.Name}' is read before it is made.");
                copy = Target.AddNamedInitializer(
                    value.Name,
                    Convert(data.Type) == data.Type ? (OwnData ? data.Clone() : data) : data.To(Convert(data.Type))
                );
                if (Source.Parameters.Contains(value.Name))
                {
                    Target.Parameters.Add(copy.Name);
                }

                _map[value] = copy;
            }

            return copy;
        }
    }

    /// <summary>
    /// Lets a value of the copy replace one of the source; it takes over the source's name unless it has one from there already.
    /// </summary>
    /// <param name="source">A value of the source.</param>
    /// <param name="copy">A value of the copy.</param>
    /// <param name="keepName">Whether the copy keeps the name it has.</param>
    public void Replace(Value source, Value copy, bool keepName = false)
    {
        _map[source] = copy;
        if (!keepName && copy.Name != source.Name && copy.Producer is not null && !_named.Contains(copy))
        {
            _named.Add(Target.Rename(copy, source.Name));
        }
    }

    /// <summary>Copies a node as it is, or with another operator.</summary>
    public Node Copy(Node node, Operator? @operator = null)
    {
        var copy = Target.AddNode(
            @operator ?? node.Operator,
            [.. node.Inputs.Select(input => input is null ? null : this[input])],
            node.Name,
            [.. node.Outputs.Select(output => output.Name)]
        );
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            _map[node.Outputs[i]] = copy.Outputs[i];
            _named.Add(copy.Outputs[i]);
        }

        return copy;
    }

    /// <summary>Declares the outputs and gives the copy back.</summary>
    /// <param name="outputs">Names of the source's values that are the outputs; null for the source's own.</param>
    public Graph Finish(IReadOnlyList<string>? outputs = null)
    {
        foreach (var output in outputs?.Select(name => Source[name]) ?? Source.Outputs)
        {
            Target.AddOutput(this[output]);
        }

        return Target;
    }
}
