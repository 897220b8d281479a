using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Places along an axis whose size may be known only when the graph runs.</summary>
internal static class Positions
{
    /// <summary>0, 1, … [size].</summary>
    public static Value Along(NodeReader node, Dimension size) =>
        size.IsStatic
            ? node.Counting(ElementType.Int64, size.Size, i => i)
            : node.Number(Tensor.Scalar(1L)).BroadcastTo(new Shape(size)).CumSum(0, exclusive: true);
}
