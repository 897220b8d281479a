using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>QLinearConv: the convolution of whole numbers, plus a bias of the same scale, then (sum · x scale · w scale / y scale) rounded and cut to the range of y.</summary>
internal sealed class QLinearConvTranslation() : FormulaTranslation("QLinearConv", 8, 9)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var type = node[1].Type;
        var x = node[0].Cast(type) - node[2].Cast(type);
        var w = node[3].Cast(type) - QuantizedScale.Spread(node[5], node[3], 0, 0).Cast(type);
        var sum = QuantizedScale.Conv(node, x, w);
        sum = node.Has(8) ? sum + Standardized.PerChannel(node[8].Cast(type), sum) : sum;
        var scale = node[1] * QuantizedScale.Spread(node[4], sum, 1, 0) / node[6];
        return QuantizedScale.Quantize(sum * scale, sum.Constant(1), node[7], node[7].Type);
    }
}
