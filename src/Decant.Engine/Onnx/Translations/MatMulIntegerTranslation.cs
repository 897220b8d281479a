using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>MatMulInteger: (a − a zero point) · (b − b zero point), through floats that hold the products of 8-bit numbers exactly up to 2²⁴.</summary>
internal sealed class MatMulIntegerTranslation() : FormulaTranslation("MatMulInteger", 2, 4)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var a = node[0].Cast(ElementType.Float64);
        var b = node[1].Cast(ElementType.Float64);
        a = node.Has(2) ? a - Rows(node[2]).Cast(ElementType.Float64) : a;
        b = node.Has(3) ? b - node[3].Cast(ElementType.Float64) : b;
        return a.MatMul(b).Cast(ElementType.Int32);
    }

    // One number for each row of a.
    private static Value Rows(Value zeroPoint) => zeroPoint.Shape.Rank == 1 && zeroPoint.Shape[0] != 1 ? zeroPoint.Unsqueeze(-1) : zeroPoint;
}
