using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Gemm. Factors other than 1, and a C that is no row, are operators of their own: Y = alpha·(A'·B') + beta·C, C unread where beta is 0.
/// </summary>
internal sealed class GemmTranslation() : Translation<Gemm>("Gemm", 2, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (gemm, alpha, beta, c) = Parts(node);
        if (alpha == 1 && (c is null || (beta == 1 && Gemm.IsRow(c, node[1].Shape[gemm.TransposeB ? 0 : 1]))))
        {
            node.Add(gemm, c is null ? [node[0], node[1]] : [node[0], node[1], c]);
            return;
        }

        node.Give(Formula(node));
    }

    /// <summary>The formula for any factors and any C.</summary>
    public static Value Formula(NodeReader node)
    {
        var (gemm, alpha, beta, c) = Parts(node);
        var product = node.Graph.Add(gemm, node[0], node[1]);
        product = alpha == 1 ? product : product * alpha;
        return c is null ? product : product + (beta == 1 ? c : c * beta);
    }

    private static (Gemm Gemm, double Alpha, double Beta, Value? C) Parts(NodeReader node)
    {
        node.Flag("broadcast"); // until opset 6: whether C may be smaller, which its shape says
        var beta = node.Float("beta", 1);
        return (new Gemm(node.Flag("transA"), node.Flag("transB")), node.Float("alpha", 1), beta, beta == 0 ? null : node.Optional(2));
    }

    /// <inheritdoc/>
    protected override void Write(Gemm gemm, NodeWriter node)
    {
        node.Int("transA", gemm.TransposeA ? 1 : 0, 0);
        node.Int("transB", gemm.TransposeB ? 1 : 0, 0);
    }
}
