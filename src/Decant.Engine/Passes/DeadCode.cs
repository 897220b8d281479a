using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>Leaves out nodes and initialisers that no output depends on, such as derivatives that no one asked for.</summary>
internal static class DeadCode
{
    /// <summary>The graph without them; inputs stay.</summary>
    public static Graph Remove(Graph graph) => Remove(graph, [.. graph.Outputs.Select(output => output.Name)]);

    /// <summary>The part of the graph that computes some values.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="outputs">Names of values: the outputs of the part.</param>
    /// <exception cref="DecantException">No value has such a name.</exception>
    public static Graph Remove(Graph graph, IReadOnlyList<string> outputs)
    {
        var alive = outputs.Select(name => graph[name]).ToHashSet();
        var kept = new HashSet<Node>();
        foreach (var node in graph.Nodes.Reverse())
        {
            if (node.Outputs.Any(alive.Contains))
            {
                kept.Add(node);
                alive.UnionWith(node.Inputs.OfType<Value>());
            }
        }

        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes.Where(kept.Contains))
        {
            rewriter.Copy(node);
        }

        return rewriter.Finish(outputs);
    }
}
