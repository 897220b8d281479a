using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ConstantOfShape: one number in a shape that is known when the graph is made.</summary>
internal sealed class ConstantOfShapeTranslation() : FormulaTranslation("ConstantOfShape", 1, 1, constants: [0])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var number = node.Tensor("value") ?? Tensor.Scalar(0f);
        return node.Number(number).Reshape(Shape.Scalar).BroadcastTo(new Shape(node.Sizes(0)));
    }
}
