using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>PRelu: y = x where x ≥ 0, else slope · x.</summary>
internal sealed class PReluTranslation() : FormulaTranslation("PRelu", 2, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0].IsLessThan(node[0].Constant(0)).Where(node[1] * node[0], node[0]);
}
