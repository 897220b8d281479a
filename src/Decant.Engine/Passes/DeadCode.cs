using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>Leaves out nodes and initialisers that no output depends on, such as derivatives that nobody asked for.</summary>
public static class DeadCode
{
    /// <summary>The graph without them; inputs stay.</summary>
    public static Graph Remove(Graph graph)
    {
        var alive = new HashSet<Value>(graph.Outputs);
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

        return rewriter.Finish();
    }
}
