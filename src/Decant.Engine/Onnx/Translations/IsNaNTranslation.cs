using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>IsNaN: only NaN differs from itself.</summary>
internal sealed class IsNaNTranslation() : FormulaTranslation("IsNaN", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node.Graph.Add(new Not(), node[0].IsEqualTo(node[0]));
}
