using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// ConvTranspose of one, two or three dimensions; the pads may be given by the size that the result shall have. A bias is added at the end.
/// </summary>
internal sealed class ConvTransposeTranslation() : Translation<ConvTranspose>("ConvTranspose", 2, 3)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (x, w, group) = (node[0].Shape, node[1].Shape, ConvTranslation.Group(node));
        node.Ints("kernel_shape"); // the weight says it
        if (x.Rank is < 3 or > 5 || w.Rank != x.Rank)
        {
            throw new DecantException(
                $"expected an image of one to three axes and a weight with as many, received {node[0]} and {node[1]}."
            );
        }

        var axes = x.Rank - 2;
        var (strides, dilations, extra) = (
            WindowAxes.Numbers(node, "strides", axes, 1),
            WindowAxes.Numbers(node, "dilations", axes, 1),
            WindowAxes.Numbers(node, "output_padding", axes, 0)
        );
        var pads = Pads(node, strides, dilations, extra);
        var window = new WindowAxes([.. new int[axes]], strides, dilations, pads[..axes], pads[axes..], CeilMode: false);
        var y = axes switch
        {
            3 => Volume.ConvTranspose(node[0], node[1], window, group, extra),
            2 => Over(node[0], node[1], window.Over(0, 1), extra[0], extra[1]),
            _ => Row(),
        };
        y = node.Has(2) ? y + Standardized.PerChannel(node[2], y) : y;
        node.Give(y);

        Value Over(Value image, Value weight, Window over, int rows, int columns) =>
            image.Graph.Add(new ConvTranspose(over, group, rows, columns), image, weight);

        // A row [N, C, W] is a column of an image of width 1.
        Value Row()
        {
            var column = Over(node[0].Unsqueeze(3), node[1].Unsqueeze(3), window.Over(0, null), extra[0], 0);
            return column.Graph.Add(new Squeeze([3]), column);
        }
    }

    /// <inheritdoc/>
    protected override void Write(ConvTranspose conv, NodeWriter node)
    {
        node.Int("group", conv.Group, 1);
        WindowFormat.Write(conv.Window, node);
        node.Ints("output_padding", (conv.ExtraHeight, conv.ExtraWidth) == (0, 0) ? null : [conv.ExtraHeight, conv.ExtraWidth]);
    }

    // At the start of all axes, then at their end. What the wanted size needs beyond an unpadded result is added to the extra elements.
    private static int[] Pads(NodeReader node, int[] strides, int[] dilations, int[] extra)
    {
        var (mode, axes, x, w) = (node.Text("auto_pad", "NOTSET"), strides.Length, node[0].Shape, node[1].Shape);
        var given = WindowAxes.Numbers(node, "pads", 2 * axes, 0);
        long[]? wanted =
            node.Ints("output_shape") is { } sizes ? [.. sizes.TakeLast(axes)]
            : mode.StartsWith("SAME", StringComparison.Ordinal) ? [.. strides.Select((stride, axis) => (long)x[2 + axis].Size * stride)]
            : null;
        if (wanted is null)
        {
            return given;
        }

        var pads = new int[2 * axes];
        for (var axis = 0; axis < axes; axis++)
        {
            var total = checked(
                (int)(
                    ((x[2 + axis].Size - 1) * strides[axis]) + ((w[2 + axis].Size - 1) * dilations[axis]) + 1 + extra[axis] - wanted[axis]
                )
            );
            extra[axis] += Math.Max(0, -total);
            total = Math.Max(0, total);
            (pads[axis], pads[axis + axes]) = mode == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
        }

        return pads;
    }
}
