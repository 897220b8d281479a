namespace Decant.Engine.Graphs;

/// <summary>Something that flows through a graph: an input, a constant, a parameter, or what a node computed.</summary>
public sealed class Value
{
    internal Value(Graph graph, string name, ElementType type, Shape shape, Node? producer, Tensor? data)
    {
        Graph = graph;
        Name = name;
        Type = type;
        Shape = shape;
        Producer = producer;
        Data = data;
    }

    /// <summary>The graph it belongs to.</summary>
    public Graph Graph { get; }

    /// <summary>Its name, unique in the graph.</summary>
    public string Name { get; internal set; }

    /// <summary>What an element is.</summary>
    public ElementType Type { get; }

    /// <summary>Its sizes.</summary>
    public Shape Shape { get; }

    /// <summary>The node that computes it; null for inputs, constants and parameters.</summary>
    internal Node? Producer { get; }

    /// <summary>The numbers, if it is a constant or a parameter's initial value.</summary>
    public Tensor? Data { get; }

    /// <summary>Whether it is one of the graph's inputs.</summary>
    public bool IsInput => Producer is null && Data is null;

    /// <summary>Whether its numbers are part of the graph.</summary>
    public bool IsInitializer => Data is not null;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}{Shape}";
}
