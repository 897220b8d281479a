using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ParametricSoftplus, an experimental operator of old files: y = alpha · ln(1 + e^(beta · x)).</summary>
internal sealed class ParametricSoftplusTranslation() : FormulaTranslation("ParametricSoftplus", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => (node[0] * node.Float("beta", 1)).Softplus() * node.Float("alpha", 1);
}
