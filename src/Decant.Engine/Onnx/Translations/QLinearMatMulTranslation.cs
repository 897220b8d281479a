using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>QLinearMatMul: the product of the numbers that are meant, quantised again.</summary>
internal sealed class QLinearMatMulTranslation() : FormulaTranslation("QLinearMatMul", 8, 8)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        if (node[7].Type == ElementType.Int8)
        {
            // The standard's text cuts to the range of int8, its own test vectors let the number wrap: neither is right for the other's models.
            throw new DecantException("results of int8 are not known here; known: uint8. Export the model with uint8, or with QuantizeLinear and DequantizeLinear.");
        }

        var a = QuantizedScale.Dequantize(node[0], Rows(node[1], node[0]), Rows(node[2], node[0]));
        var b = QuantizedScale.Dequantize(node[3], node[4], node[5]);
        return QuantizedScale.Quantize(a.MatMul(b), Rows(node[6], node[0]), Rows(node[7], node[0]), node[7].Type);
    }

    // One number for each row.
    private static Value Rows(Value numbers, Value a) => numbers.Shape.Rank == 1 && numbers.Shape[0] != 1 && a.Shape.Rank > 1 ? numbers.Unsqueeze(-1) : numbers;
}
