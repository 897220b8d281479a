using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Puts the constant weight [units, D] of a fully connected layer down as [D, units], as the kernels read it: in a frozen graph this is done once, and not in
/// every run. Every sum takes the same products in the same order, so no bit changes.
/// </summary>
public static class TransposeConstantWeights
{
    /// <summary>The graph with turned weights.</summary>
    public static Graph Run(Graph graph)
    {
        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (node.Operator is Gemm { TransposeB: true } gemm && node.Inputs[1] is { Data: { Type: ElementType.Float32 } weight } constant)
            {
                var turned = rewriter.Target.AddInitializer(constant.Name + ".turned", Transposed(weight));
                rewriter.Replace(node.Outputs[0], rewriter.Target.Add(
                    gemm with { TransposeB = false }, [rewriter[node.Inputs[0]!], turned, .. node.Inputs.Skip(2).Select(input => input is null ? null : rewriter[input])]));
            }
            else
            {
                rewriter.Copy(node);
            }
        }

        return rewriter.Finish();
    }

    private static Tensor Transposed(Tensor matrix)
    {
        var (rows, columns) = (matrix.Dimensions[0], matrix.Dimensions[1]);
        var result = new Tensor(ElementType.Float32, columns, rows);
        var from = matrix.Span<float>();
        var to = result.Span<float>();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                to[(column * rows) + row] = from[(row * columns) + column];
            }
        }

        return result;
    }
}
