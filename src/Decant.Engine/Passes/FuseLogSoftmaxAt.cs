using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Takes the elements that a cross-entropy reads straight from the logits: LogSoftmax, of which nothing but GatherElements reads, becomes
/// one operator that keeps two numbers per row. Neither the logarithms of all classes nor a gradient of zeros but for one class are ever in
/// memory.
/// </summary>
internal static class FuseLogSoftmaxAt
{
    /// <summary>The graph with fused operators; a logarithm that others read too, or that is an output, keeps its own node.</summary>
    public static Graph Run(Graph graph)
    {
        var readers = Rewriter.CountReaders(graph);
        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (
                node
                    is {
                        Operator: GatherElements gather,
                        Inputs: [{ Producer: { Operator: LogSoftmax softmax, Inputs: [{ } x] } } logarithms, { } indices]
                    }
                && readers[logarithms] == 1
                && IsLast(gather.Axis, x)
                && IsLast(softmax.Axis, x)
                && HaveSameRows(x, indices)
            )
            {
                rewriter.Replace(node.Outputs[0], rewriter[x].LogSoftmaxAt(rewriter[indices]));
            }
            else
            {
                rewriter.Copy(node);
            }
        }

        return DeadCode.Remove(rewriter.Finish());
    }

    private static bool IsLast(long axis, Value x) => x.Shape.Axis(axis) == x.Shape.Rank - 1;

    private static bool HaveSameRows(Value x, Value indices) => new Shape(x.Shape.SkipLast(1)).Equals(new Shape(indices.Shape.SkipLast(1)));
}
