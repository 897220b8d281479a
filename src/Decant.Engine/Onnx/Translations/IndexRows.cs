using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Positions over several axes, as ONNX's GatherND and ScatterND have them, as positions over those axes taken together.</summary>
internal static class IndexRows
{
    /// <summary>Σ position · stride over the last axis of the indices; negative positions count from the end.</summary>
    /// <param name="node">The node.</param>
    /// <param name="indices">[..., depth], Int64.</param>
    /// <param name="sizes">The sizes of the axes they name, depth of them.</param>
    public static Value Of(NodeReader node, Value indices, Dimension[] sizes)
    {
        var axes = node.Counting(ElementType.Int64, sizes.Length, i => sizes[i].Size);
        var strides = node.Counting(ElementType.Int64, sizes.Length, i =>
            sizes.Skip(i + 1).Aggregate(1L, (product, size) => product * size.Size)
        );
        var fromFront = indices.IsLessThan(indices.Constant(0)).Where(indices + axes, indices);
        return (fromFront * strides).ReduceSum([indices.Shape.Rank - 1]);
    }
}
