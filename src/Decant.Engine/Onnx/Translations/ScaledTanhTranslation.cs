using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ScaledTanh, an experimental operator of old files: y = alpha · tanh(beta · x).</summary>
internal sealed class ScaledTanhTranslation() : FormulaTranslation("ScaledTanh", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => (node[0] * node.Float("beta", 1)).Tanh() * node.Float("alpha", 1);
}
