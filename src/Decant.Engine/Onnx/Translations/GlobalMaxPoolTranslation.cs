using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>GlobalMaxPool: the largest element of every channel.</summary>
internal sealed class GlobalMaxPoolTranslation() : FormulaTranslation("GlobalMaxPool", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) =>
        node[0].ReduceMax([.. Enumerable.Range(2, node[0].Shape.Rank - 2).Select(axis => (long)axis)], keepDimensions: true);
}
