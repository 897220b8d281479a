using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>The same graph in another float type, initialisers converted: float64 is what gradients and whole runs are proved in.</summary>
internal static class ChangePrecision
{
    /// <summary>The graph with every float value of the given type.</summary>
    /// <param name="graph">A graph of either float type.</param>
    /// <param name="type">Float32 or Float64.</param>
    public static Graph To(Graph graph, ElementType type)
    {
        var rewriter = new Rewriter(graph, old => old.IsFloat() ? type : old);
        foreach (var node in graph.Nodes)
        {
            rewriter.Copy(node, node.Operator is Cast cast && cast.To.IsFloat() ? new Cast(type) : null);
        }

        return rewriter.Finish();
    }
}
