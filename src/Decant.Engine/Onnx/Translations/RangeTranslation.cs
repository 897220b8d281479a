using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Range: start, start + delta, … before limit, known when the graph is made; or 0, 1, … before a size that has only a name.
/// </summary>
internal sealed class RangeTranslation() : FormulaTranslation("Range", 3, 3, constants: [0, 1, 2])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        if (
            node.IsConstant(0)
            && node.IsConstant(2)
            && node.ConstantNumber(0) == 0
            && node.ConstantNumber(2) == 1
            && node.SizesOrNull(1) is [{ IsStatic: false } count]
        )
        {
            // As many ones, counted.
            return node.Number(ConstantNumbers.Counted(node.ConstantTensor(0).Type, 1, _ => 1))
                .BroadcastTo(new Shape(count))
                .CumSum(0, exclusive: true);
        }

        var (start, limit, delta) = (node.ConstantNumber(0)!.Value, node.ConstantNumber(1)!.Value, node.ConstantNumber(2)!.Value);
        var elements =
            delta == 0
                ? throw new DecantException("its delta is 0.")
                : (int)Math.Clamp(Math.Ceiling((limit - start) / delta), 0, int.MaxValue);
        return node.Counting(node.ConstantTensor(0).Type, elements, i => start + (i * delta));
    }
}
