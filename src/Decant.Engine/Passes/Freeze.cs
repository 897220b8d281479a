using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>All rewrites that make a graph which is never trained again faster.</summary>
public static class Freeze
{
    /// <summary>The frozen form of a forward graph: same inputs, outputs and names, fewer and fused operators.</summary>
    public static Graph Run(Graph graph) => Fuse.Run(FoldBatchNormalization.Run(DeadCode.Remove(graph)), isTrained: false);
}
