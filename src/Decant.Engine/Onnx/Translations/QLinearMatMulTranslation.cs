using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// QLinearMatMul: the exact product of whole numbers, then (sum · a scale · b scale / y scale) rounded and cut to the range of y.
/// </summary>
internal sealed class QLinearMatMulTranslation() : FormulaTranslation("QLinearMatMul", 8, 8)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        if (node[7].Type == ElementType.Int8)
        {
            // The standard's text cuts to the range of int8, its own test vectors let the number wrap: neither is right for the other's
            // models.
            throw new DecantException(
                "results of int8 are not known here; known: uint8. Export the model with uint8, or with "
                    + "QuantizeLinear and DequantizeLinear."
            );
        }

        var sum = IntegerProducts.MatMul(node[0], Rows(node[2], node[0]), node[3], node[5]);
        var scale = Rows(node[1], node[0]) * node[4] / Rows(node[6], node[0]);
        var y = sum.Cast(scale.Type) * scale;
        return QuantizedScale.Quantize(y, y.Constant(1), Rows(node[7], node[0]), node[7].Type);
    }

    // One number for each row.
    private static Value Rows(Value numbers, Value a) =>
        numbers.Shape.Rank == 1 && numbers.Shape[0] != 1 && a.Shape.Rank > 1 ? numbers.Unsqueeze(-1) : numbers;
}
