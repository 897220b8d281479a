using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Trilu: the upper or lower triangle of matrices, zeros elsewhere.</summary>
internal sealed class TriluTranslation() : FormulaTranslation("Trilu", 1, 2, constants: [1])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, upper, k) = (node[0], node.Flag("upper", true), node.ConstantInts(1)?[0] ?? 0);
        var (rows, columns) = (x.Shape[^2].Size, x.Shape[^1].Size);
        var mask = node.Counting(ElementType.Bool, checked(rows * columns), i =>
            (upper ? (i % columns) - (i / columns) >= k : (i % columns) - (i / columns) <= k) ? 1 : 0
        );
        return mask.Reshape(new Shape(rows, columns)).Where(x, x.Constant(0));
    }
}
