using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// QLinearConv: the convolution of whole numbers, plus a bias of the same scale, then (sum · x scale · w scale / y scale) rounded and cut
/// to the range of y.
/// </summary>
internal sealed class QLinearConvTranslation() : FormulaTranslation("QLinearConv", 8, 9)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var sum = IntegerProducts.Conv(node, node[2], node[3], node[5]);
        sum = node.Has(8) ? sum + Standardized.PerChannel(node[8], sum) : sum;
        var scale = node[1] * QuantizedScale.Spread(node[4], sum, 1, 0) / node[6];
        var y = sum.Cast(scale.Type) * scale;
        return QuantizedScale.Quantize(y, y.Constant(1), node[7], node[7].Type);
    }
}
