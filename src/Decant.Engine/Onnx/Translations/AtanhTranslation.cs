using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Atanh: y = ½ ln((1 + x) / (1 − x)).</summary>
internal sealed class AtanhTranslation() : FormulaTranslation("Atanh", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => ((1 + node[0]) / (1 - node[0])).Log() * 0.5;
}
