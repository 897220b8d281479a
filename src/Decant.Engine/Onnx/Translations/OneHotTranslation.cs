using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>OneHot: on where the new axis counts the index, off elsewhere; negative indices count from the end.</summary>
internal sealed class OneHotTranslation() : FormulaTranslation("OneHot", 3, 3, constants: [1])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (indices, depth) = (node[0].Cast(ElementType.Int64), (int)node.ConstantNumber(1)!.Value);
        var axis = node.Int("axis", -1);
        axis += axis < 0 ? indices.Shape.Rank + 1 : 0;
        var size = indices.Constant(depth);
        var fromFront = indices.IsLessThan(indices.Constant(0)).Where(indices + size, indices).Unsqueeze(axis);
        var places = node.Counting(ElementType.Int64, depth, i => i)
            .Reshape(new Shape(Enumerable.Range(0, indices.Shape.Rank + 1).Select(i => (Dimension)(i == axis ? depth : 1))));
        var (off, on) = (node[2].Slice(0, 0, 1).Reshape(Shape.Scalar), node[2].Slice(0, 1, 2).Reshape(Shape.Scalar));
        return fromFront.IsEqualTo(places).Where(on, off);
    }
}
