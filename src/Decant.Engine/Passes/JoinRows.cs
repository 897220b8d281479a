using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Makes one product of all rows where a value with many axes is multiplied by one matrix, [.., K]·[K, N], as files write a linear layer on
/// sequences: it takes a bias and an activation with it (<see cref="FuseEpilogue"/>), and the weight's derivative is one product instead of
/// a sum of many.
/// </summary>
internal static class JoinRows
{
    private static readonly int[] s_turned = [1, 0];

    /// <summary>
    /// The graph with <see cref="Gemm"/> in place of such products; a matrix that is turned for the product alone is read as it is.
    /// </summary>
    public static Graph Run(Graph graph)
    {
        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (node.Operator is not MatMul || node.Inputs[1]!.Shape.Rank != 2)
            {
                rewriter.Copy(node);
                continue;
            }

            var (a, b, shape) = (node.Inputs[0]!, node.Inputs[1]!, node.Outputs[0].Shape);
            var turned =
                b.Producer is { Operator: Transpose order } && FuseAttention.IsOrder(order, s_turned) ? b.Producer.Inputs[0] : null;
            var rows = rewriter[a].Reshape(new Shape(new Shape(shape.SkipLast(1)).Elements, a.Shape[^1]));
            rewriter.Replace(
                node.Outputs[0],
                rewriter.Target.Add(new Gemm(TransposeB: turned is not null), rows, rewriter[turned ?? b]).Reshape(shape)
            );
        }

        return DeadCode.Remove(rewriter.Finish());
    }
}
