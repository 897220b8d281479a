using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// QGemm: alpha · A'·B' + C of the numbers that are meant, quantised again where the result has a scale; C is in steps of alpha · scale of
/// A · scale of B.
/// </summary>
internal sealed class QGemmTranslation() : RuntimeFormulaTranslation("QGemm", 5, 9)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (gemm, alpha) = (new Gemm(node.Flag("transA"), node.Flag("transB")), node.Float("alpha", 1));
        var (a, b) = (QuantizedInputs.Meant(node, 0), QuantizedInputs.Meant(node, 3, axis: gemm.TransposeB ? 0 : 1));
        var y = node.Graph.Add(gemm, a, b) * alpha;
        if (node.Has(6))
        {
            var steps = QuantizedScale.Spread(node[1], y, 0, 0) * QuantizedScale.Spread(node[4], y, 1, 0) * alpha;
            y += node[6].Cast(y.Type) * steps;
        }

        return node.Has(7) ? QuantizedInputs.Again(node, y, 7, node[0].Type) : y;
    }
}
