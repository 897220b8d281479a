using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Hardmax: 1 at the first largest element along an axis, 0 elsewhere; until opset 12 all axes from the given one on are one.
/// </summary>
internal sealed class HardmaxTranslation() : FormulaTranslation("Hardmax", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, axis) = (node[0], node[0].Shape.Axis(node.Int("axis", node.Opset < 13 ? 1 : -1)));
        var flat = node.Opset < 13 ? x.Flatten(axis) : x;
        axis = node.Opset < 13 ? 1 : axis;
        var places = node.Counting(ElementType.Int64, flat.Shape[axis].Size, i => i)
            .Reshape(new Shape(flat.Shape.Select((size, i) => i == axis ? size : 1)));
        return flat.TopK(1, axis).Positions.IsEqualTo(places).Cast(x.Type).Reshape(x.Shape);
    }
}
