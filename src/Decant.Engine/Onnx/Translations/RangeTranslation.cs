using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Range: start, start + delta, … before limit, all known when the graph is made.</summary>
internal sealed class RangeTranslation() : FormulaTranslation("Range", 3, 3, constants: [0, 1, 2])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (start, limit, delta) = (node.ConstantNumber(0)!.Value, node.ConstantNumber(1)!.Value, node.ConstantNumber(2)!.Value);
        var count = delta == 0 ? throw new DecantException("its delta is 0.") : (int)Math.Clamp(Math.Ceiling((limit - start) / delta), 0, int.MaxValue);
        return node.Counting(node.ConstantTensor(0).Type, count, i => start + (i * delta));
    }
}
