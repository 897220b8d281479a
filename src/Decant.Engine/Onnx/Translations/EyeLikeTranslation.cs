using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>EyeLike: ones on a diagonal of a matrix shaped like the input.</summary>
internal sealed class EyeLikeTranslation() : FormulaTranslation("EyeLike", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var x = node[0];
        var (rows, columns, k) = (x.Shape[0].Size, x.Shape[1].Size, node.Int("k", 0));
        var type = node.HasAttribute("dtype") ? OnnxElementType.Read((int)node.Int("dtype")) : x.Type;
        return node.Counting(type, checked(rows * columns), i => i % columns == (i / columns) + k ? 1 : 0).Reshape(x.Shape);
    }
}
