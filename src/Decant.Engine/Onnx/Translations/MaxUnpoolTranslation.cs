using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>MaxUnpool: the maxima back at their places, zeros around. The places are for the size without <c>output_shape</c>.</summary>
internal sealed class MaxUnpoolTranslation() : FormulaTranslation("MaxUnpool", 2, 3, constants: [2])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, window) = (node[0], WindowAxes.Read(node, node[0].Shape, null));
        var shape = new Shape([
            .. x.Shape.Take(2),
            .. x
                .Shape.Skip(2)
                .Select(
                    (size, axis) =>
                        (Dimension)(
                            ((size.Size - 1) * window.Strides[axis]) + window.Kernel[axis] - window.Before[axis] - window.After[axis]
                        )
                ),
        ]);
        var empty = x.Constant(0).BroadcastTo(new Shape(shape.Elements));
        var y = empty
            .ScatterElements(node[1].Reshape(new Shape(x.Shape.Elements)), x.Reshape(new Shape(x.Shape.Elements)), 0)
            .Reshape(shape);
        return node.ConstantInts(2) is not { } wanted
            ? y
            : y.Pad(new long[shape.Rank], [.. wanted.Select((size, axis) => axis < 2 ? 0 : size - shape[axis].Size)]);
    }
}
