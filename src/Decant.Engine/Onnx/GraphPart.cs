using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>The nodes of a growing graph on which some of its values depend, back to what is given, as a graph of its own.</summary>
internal sealed class GraphPart
{
    private readonly Value[] _wanted;
    private readonly Func<Value, bool> _isGiven;
    private readonly HashSet<Node> _nodes = [];

    private GraphPart(Value[] wanted, Func<Value, bool> isGiven) => (_wanted, _isGiven) = (wanted, isGiven);

    /// <summary>The nodes in the order in which they run.</summary>
    public IEnumerable<Node> Nodes => _wanted[0].Graph.Nodes.Where(_nodes.Contains);

    /// <summary>Finds the part.</summary>
    /// <param name="wanted">Values of one graph.</param>
    /// <param name="isGiven">Whether a value need not be computed.</param>
    /// <param name="mostNodes">How many nodes it may have.</param>
    /// <returns>The part; null where it has more nodes, a size that is not known, or needs an input that is not given.</returns>
    public static GraphPart? Of(Value[] wanted, Func<Value, bool> isGiven, int mostNodes = int.MaxValue)
    {
        var part = new GraphPart(wanted, isGiven);
        var open = new Stack<Value>(wanted);
        while (open.TryPop(out var next))
        {
            if (isGiven(next))
            {
                continue;
            }

            if (next.Producer is not { } node || !next.Shape.IsStatic || part._nodes.Count > mostNodes)
            {
                return null;
            }

            if (part._nodes.Add(node))
            {
                foreach (var input in node.Inputs.OfType<Value>())
                {
                    open.Push(input);
                }
            }
        }

        return part;
    }

    /// <summary>The graph: what is given are its inputs, or initialisers where their numbers are.</summary>
    /// <param name="numbersOf">The numbers of a value that is given; null for an input.</param>
    /// <param name="spend">Is told each node before it is added.</param>
    public Graph Make(Func<Value, Tensor?> numbersOf, Action<Node>? spend = null)
    {
        var graph = new Graph("part");
        graph.Reserve(Nodes.SelectMany(node => node.Outputs).Select(value => value.Name));
        foreach (var node in Nodes)
        {
            foreach (var input in node.Inputs.OfType<Value>())
            {
                Give(graph, input, numbersOf);
            }

            spend?.Invoke(node);
            graph.AddNode(
                node.Operator,
                [.. node.Inputs.Select(input => input is null ? null : graph[input.Name])],
                null,
                [.. node.Outputs.Select(output => output.Name)]
            );
        }

        foreach (var value in _wanted)
        {
            Give(graph, value, numbersOf);
            graph.AddOutput(graph[value.Name]);
        }

        return graph;
    }

    private void Give(Graph graph, Value value, Func<Value, Tensor?> numbersOf)
    {
        if (graph.Find(value.Name) is not null || !_isGiven(value))
        {
            return;
        }

        if (numbersOf(value) is { } numbers)
        {
            graph.AddNamedInitializer(value.Name, numbers);
        }
        else
        {
            graph.AddInput(value.Name, value.Type, value.Shape);
        }
    }
}
