using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ThresholdedRelu: y = x where x > alpha, else 0.</summary>
internal sealed class ThresholdedReluTranslation() : FormulaTranslation("ThresholdedRelu", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) =>
        node[0].IsGreaterThan(node[0].Constant(node.Float("alpha", 1))).Where(node[0], node[0].Constant(0));
}
