using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>
/// Which passes run when, and why in this order. Values that are outputs keep their names and numbers through all of them; a graph that is
/// exported has gone through none.
/// </summary>
internal static class PassLists
{
    /// <summary>
    /// A forward graph in training form, before losses are added. Formulas come first, since what they become can be fused: a GELU after a
    /// product. Attention comes before rows are joined, while products of heads can be told from linear layers. Epilogues come last: they
    /// take what is left element by element.
    /// </summary>
    public static PassList Forward { get; } = new("forward", [.. Formulas, graph => FuseEpilogue.Run(graph, isTrained: true)]);

    /// <summary>
    /// A graph that is never trained again. Batch normalisation is folded first, so that a convolution meets the activation after it.
    /// Nothing is kept for gradients.
    /// </summary>
    public static PassList Frozen { get; } =
        new("frozen", [DeadCode.Remove, FoldBatchNormalization.Run, .. Formulas, graph => FuseEpilogue.Run(graph, isTrained: false)]);

    /// <summary>
    /// A training graph with its losses, before differentiation: the derivative of the fused form needs two numbers per row instead of all
    /// logarithms.
    /// </summary>
    public static PassList Losses { get; } = new("losses", FuseLogSoftmaxAt.Run);

    /// <summary>
    /// A training graph with its derivatives. Those that nothing reads go first, else each would count as a reader. A slope goes to the
    /// batch normalisation after it before a product in front could take it: it hands dy on to a residual as well.
    /// </summary>
    public static PassList Differentiated { get; } =
        new("differentiated", DeadCode.Remove, FuseSlope.Run, graph => FuseEpilogue.Run(graph, isTrained: false));

    /// <summary>
    /// A graph that is compiled for certain kernels; <see cref="AssignImageOrder"/> follows, when every node is one that a kernel runs.
    /// Operands are widened first, since which kernels run a node depends on what it reads.
    /// </summary>
    /// <param name="readsHalf">Whether a node's kernel reads bfloat16 itself.</param>
    /// <param name="isWhole">Whether a node's kernel computes it in one go.</param>
    internal static PassList Compiled(Func<Node, bool> readsHalf, Func<Node, bool> isWhole) =>
        new("compiled", DeadCode.Remove, graph => WidenProducts.Run(graph, readsHalf), graph => Unfuse.Run(graph, isWhole));

    private static Func<Graph, Graph>[] Formulas =>
        [FuseLayerNormalization.Run, FuseGelu.Run, FuseHardSwish.Run, FuseAttention.Run, JoinRows.Run];
}
