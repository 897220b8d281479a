using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Scatter, the name of ScatterElements until opset 10.</summary>
internal sealed class FormerScatterTranslation() : FormulaTranslation("Scatter", 3, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) =>
        node[0].ScatterElements(node[1].Cast(ElementType.Int64), node[2], node.Int("axis", 0));
}
