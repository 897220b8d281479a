using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// MatMulIntegerToFloat: the product of the numbers that are meant, plus a bias. Inputs: A, B, their scales, their zero points, the bias.
/// </summary>
internal sealed class MatMulIntegerToFloatTranslation() : RuntimeFormulaTranslation("MatMulIntegerToFloat", 4, 7)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var a = QuantizedScale.Dequantize(node[0], Columns(node, 2, node[0]), node.Has(4) ? Columns(node, 4, node[0]) : null);
        var b = QuantizedScale.Dequantize(node[1], Columns(node, 3, node[1]), node.Has(5) ? Columns(node, 5, node[1]) : null);
        var y = a.MatMul(b);
        return node.Has(6) ? y + node[6] : y;
    }

    private static Value Columns(NodeReader node, int input, Value x) => QuantizedScale.Spread(node[input], x, x.Shape.Rank - 1, 0);
}
