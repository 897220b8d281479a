using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>
/// All rewrites that join neighbouring operators into one, for graphs that are trained and graphs that are frozen. Values that are outputs keep their
/// names and numbers; a graph that will be exported stays as it was built.
/// </summary>
public static class Fuse
{
    /// <summary>The graph with fused operators.</summary>
    public static Graph Run(Graph graph) => FuseActivation.Run(FuseAttention.Run(FuseGelu.Run(FuseLayerNormalization.Run(graph))));
}
