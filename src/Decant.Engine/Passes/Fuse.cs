using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>
/// All rewrites that join neighbouring operators into one, for graphs that are trained and graphs that are frozen. Values that are outputs keep their
/// names and numbers; a graph that will be exported stays as it was built.
/// </summary>
public static class Fuse
{
    /// <summary>The graph with fused operators.</summary>
    /// <param name="graph">A forward graph.</param>
    /// <param name="isTrained">Whether it will be differentiated: then operators keep what their gradients need.</param>
    public static Graph Run(Graph graph, bool isTrained = true) =>
        FuseActivation.Run(FuseProduct.Run(JoinRows.Run(FuseAttention.Run(FuseGelu.Run(FuseLayerNormalization.Run(graph)))), isTrained));
}
