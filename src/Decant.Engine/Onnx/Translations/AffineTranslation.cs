using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Affine, an experimental operator of old files: y = alpha · x + beta.</summary>
internal sealed class AffineTranslation() : FormulaTranslation("Affine", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => (node[0] * node.Float("alpha", 1)) + node.Float("beta", 0);
}
