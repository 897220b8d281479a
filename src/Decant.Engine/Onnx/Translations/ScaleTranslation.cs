using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Scale, an experimental operator of old files: y = scale · x.</summary>
internal sealed class ScaleTranslation() : FormulaTranslation("Scale", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0] * node.Float("scale", 1);
}
