using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ScatterND: slices changed at whole positions, as one ScatterElements over the axes that they name together.</summary>
internal sealed class ScatterNDTranslation() : FormulaTranslation("ScatterND", 3, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, indices, updates) = (node[0], node[1].Cast(ElementType.Int64), node[2]);
        var depth = indices.Shape[^1].Size;
        var rows = IndexRows.Of(node, indices, x.Shape.Take(depth).ToArray());
        var (picked, slice) = (new Shape(x.Shape.Take(depth)).Elements, new Shape(x.Shape.Skip(depth)).Elements);
        var places = rows.Reshape(new Shape(rows.Shape.Elements, 1)).BroadcastTo(new Shape(rows.Shape.Elements, slice));
        return x.Reshape(new Shape(picked, slice))
            .ScatterElements(places, updates.Reshape(places.Shape), 0, ScatterElementsTranslation.ReductionOf(node))
            .Reshape(x.Shape);
    }
}
