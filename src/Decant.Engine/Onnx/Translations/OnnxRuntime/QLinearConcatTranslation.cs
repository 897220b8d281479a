using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// QLinearConcat: the numbers that are meant, one after the other, quantised again. Scale and zero point of the result come first, then
/// three inputs for each part.
/// </summary>
internal sealed class QLinearConcatTranslation() : RuntimeFormulaTranslation("QLinearConcat", 5, int.MaxValue)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (parts, rest) = Math.DivRem(node.InputCount - 2, 3);
        return rest == 0
            ? QuantizedInputs.Again(
                node,
                Enumerable.Range(0, parts).Select(part => QuantizedInputs.Meant(node, 2 + (3 * part))).ToArray().Concat(node.Int("axis")),
                0,
                node[2].Type
            )
            : throw new DecantException($"expected numbers, scale and zero point for each part, received {node.InputCount - 2} inputs.");
    }
}
