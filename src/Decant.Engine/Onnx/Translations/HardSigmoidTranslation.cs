using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>HardSigmoid: y = max(0, min(1, alpha·x + beta)).</summary>
internal sealed class HardSigmoidTranslation() : FormulaTranslation("HardSigmoid", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => ((node[0] * node.Float("alpha", 0.2)) + node.Float("beta", 0.5)).Clip(0, 1);
}
