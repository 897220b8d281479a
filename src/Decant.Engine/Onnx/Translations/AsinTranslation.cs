using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Asin: y = arctan(x / √(1 − x²)).</summary>
internal sealed class AsinTranslation() : FormulaTranslation("Asin", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => (node[0] / (1 - (node[0] * node[0])).Sqrt()).Atan();
}
