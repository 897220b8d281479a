using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>MatMulInteger: (a − a zero point) · (b − b zero point), exact.</summary>
internal sealed class MatMulIntegerTranslation() : FormulaTranslation("MatMulInteger", 2, 4)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) =>
        IntegerProducts.MatMul(node[0], node.Has(2) ? Rows(node[2]) : null, node[1], node.Optional(3));

    // One number for each row of a.
    private static Value Rows(Value zeroPoint) =>
        zeroPoint.Shape.Rank == 1 && zeroPoint.Shape[0] != 1 ? zeroPoint.Unsqueeze(-1) : zeroPoint;
}
