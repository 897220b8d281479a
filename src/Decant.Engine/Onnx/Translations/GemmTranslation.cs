using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Gemm. Factors other than 1, and a C that is no row, are operators of their own: Y = alpha·(A'·B') + beta·C, C unread where beta is 0.</summary>
internal sealed class GemmTranslation() : Translation<Gemm>("Gemm", 2, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var gemm = new Gemm(node.Flag("transA"), node.Flag("transB"));
        var (alpha, beta) = (node.Float("alpha", 1), node.Float("beta", 1));
        var c = beta == 0 ? null : node.Optional(2);
        var columns = node[1].Shape[gemm.TransposeB ? 0 : 1];
        if (alpha == 1 && (c is null || (beta == 1 && Gemm.IsRow(c, columns))))
        {
            node.Add(gemm, c is null ? [node[0], node[1]] : [node[0], node[1], c]);
            return;
        }

        var product = node.Graph.Add(gemm, node[0], node[1]);
        product = alpha == 1 ? product : product * alpha;
        node.Give(c is null ? product : product + (beta == 1 ? c : c * beta));
    }

    /// <inheritdoc/>
    protected override void Write(Gemm gemm, NodeWriter node)
    {
        node.RefuseFused(gemm.Activation);
        node.Int("transA", gemm.TransposeA ? 1 : 0, 0);
        node.Int("transB", gemm.TransposeB ? 1 : 0, 0);
    }
}
