using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Takes apart what the kernels do not compute in one go: the producer is one step then, and the element-wise operators next to it go
/// through memory together.
/// </summary>
internal static class Unfuse
{
    /// <summary>The graph with the parts as nodes of their own.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="isWhole">Whether the kernels compute a node in one go.</param>
    public static Graph Run(Graph graph, Func<Node, bool> isWhole)
    {
        if (!graph.Nodes.Any(node => node.Operator is Fused && !isWhole(node)))
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (node.Operator is not Fused fused || isWhole(node))
            {
                rewriter.Copy(node);
                continue;
            }

            var outputs = fused.Apart(rewriter.Target, [.. node.Inputs.Select(input => input is null ? null : rewriter[input])]);
            for (var i = 0; i < outputs.Count; i++)
            {
                rewriter.Replace(node.Outputs[i], outputs[i]);
            }
        }

        return rewriter.Finish();
    }
}
