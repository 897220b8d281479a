using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// DynamicQuantizeMatMul: A quantised to uint8 as DynamicQuantizeLinear does, times B of whole numbers, plus a bias. Inputs: A, B, scale of
/// B, zero point of B, bias.
/// </summary>
internal sealed class DynamicQuantizeMatMulTranslation() : RuntimeFormulaTranslation("DynamicQuantizeMatMul", 3, 5)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (numbers, scale, zeroPoint) = DynamicQuantizeLinearTranslation.Quantized(node[0]);
        var b = node[1];
        Value Columns(int input) => QuantizedScale.Spread(node[input], b, b.Shape.Rank - 1, 0);
        var y = QuantizedScale
            .Dequantize(numbers, scale, zeroPoint)
            .MatMul(QuantizedScale.Dequantize(b, Columns(2), node.Has(3) ? Columns(3) : null));
        return node.Has(4) ? y + node[4] : y;
    }
}
