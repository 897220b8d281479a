using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Swish: y = x · σ(alpha·x).</summary>
internal sealed class SwishTranslation() : FormulaTranslation("Swish", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0] * (node[0] * node.Float("alpha", 1)).Sigmoid();
}
