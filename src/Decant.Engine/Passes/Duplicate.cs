using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>Copies a graph with initialisers of its own, so that their numbers can change without the original's.</summary>
internal static class Duplicate
{
    /// <summary>The copy.</summary>
    public static Graph Of(Graph graph)
    {
        var rewriter = new Rewriter(graph, ownData: true);
        foreach (var node in graph.Nodes)
        {
            rewriter.Copy(node);
        }

        return rewriter.Finish();
    }
}
