namespace Decant.Engine.Graphs;

/// <summary>One operator applied to values of a graph.</summary>
internal sealed class Node
{
    internal Node(Graph graph, string name, Operator @operator, IReadOnlyList<Value?> inputs)
    {
        Graph = graph;
        Name = name;
        Operator = @operator;
        Inputs = inputs;
    }

    /// <summary>The graph it belongs to.</summary>
    public Graph Graph { get; }

    /// <summary>Its name, unique in the graph.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public Operator Operator { get; }

    /// <summary>What it reads; null where an optional input is absent.</summary>
    public IReadOnlyList<Value?> Inputs { get; }

    /// <summary>What it computes.</summary>
    public IReadOnlyList<Value> Outputs { get; internal set; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join(", ", Outputs.Select(o => o.Name))} = {Operator.Name}({string.Join(", ", Inputs.Select(i => i?.Name ?? "·"))})";
}
