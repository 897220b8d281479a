using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Gemm.</summary>
internal sealed class GemmTranslation() : Translation<Gemm>("Gemm", 2, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var gemm = new Gemm(node.Float("alpha", 1), node.Float("beta", 1), node.Flag("transA"), node.Flag("transB"));
        if (node.Has(2))
        {
            node.Add(gemm, node[0], node[1], node[2]);
        }
        else
        {
            node.Add(gemm, node[0], node[1]);
        }
    }

    /// <inheritdoc/>
    protected override void Write(Gemm gemm, NodeWriter node)
    {
        node.RefuseFused(gemm.Activation);
        node.Float("alpha", gemm.Alpha, 1);
        node.Float("beta", gemm.Beta, 1);
        node.Int("transA", gemm.TransposeA ? 1 : 0, 0);
        node.Int("transB", gemm.TransposeB ? 1 : 0, 0);
    }
}
