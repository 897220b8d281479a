using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Size: the number of elements.</summary>
internal sealed class SizeTranslation() : FormulaTranslation("Size", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var elements = node[0].Shape.Elements;
        return elements.IsStatic ? node.Number(Tensor.Scalar(elements.Factor)) : node[0].ShapeOf().ReduceProd();
    }
}
