using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ConvTranspose of one or two dimensions; the pads may be given by the size that the result shall have. A bias is added behind.</summary>
internal sealed class ConvTransposeTranslation() : Translation<ConvTranspose>("ConvTranspose", 2, 3)
{
    private const long Largest = short.MaxValue;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (x, w) = (WindowFormat.Image(node, 0), WindowFormat.Image(node, 1));
        var flat = node[0].Shape.Rank == 3;
        node.Ints("kernel_shape"); // the weight says it
        var (strides, dilations, extra) = (Pair(node, "strides", flat, 1), Pair(node, "dilations", flat, 1), Pair(node, "output_padding", flat, 0));
        var pads = Pads(node, flat, x, w, strides, dilations, extra);
        var window = new Window(0, 0, strides[0], strides[1], pads[0], pads[1], pads[2], pads[3], dilations[0], dilations[1]);
        var y = x.Graph.Add(new ConvTranspose(window, (int)node.Int("group", 1), extra[0], extra[1]), x, w);
        y = node.Has(2) ? y + Standardized.PerChannel(node[2], y) : y;
        node.Give(flat ? y.Graph.Add(new Squeeze([2]), y) : y);
    }

    /// <inheritdoc/>
    protected override void Write(ConvTranspose conv, NodeWriter node)
    {
        node.Int("group", conv.Group, 1);
        WindowFormat.Write(conv.Window, node);
        node.Ints("output_padding", (conv.ExtraHeight, conv.ExtraWidth) == (0, 0) ? null : [conv.ExtraHeight, conv.ExtraWidth]);
    }

    private static int[] Pair(NodeReader node, string name, bool flat, int assumed) => node.Ints(name) switch
    {
        null => [assumed, assumed],
        [var only] when flat && only is >= 0 and <= Largest => [assumed, (int)only],
        [var rows, var columns] when !flat && rows is >= 0 and <= Largest && columns is >= 0 and <= Largest => [(int)rows, (int)columns],
        var other => throw new DecantException($"{name} must have a number from 0 to {Largest} for each of one or two axes, received [{string.Join(", ", other.Take(8))}]."),
    };

    // Top, left, bottom, right. What the wanted size needs beyond an unpadded result is added to the extra rows and columns.
    private static int[] Pads(NodeReader node, bool flat, Value x, Value w, int[] strides, int[] dilations, int[] extra)
    {
        var mode = node.Text("auto_pad", "NOTSET");
        var given = node.Ints("pads");
        int[]? wanted = node.Ints("output_shape") is { } sizes ? [flat ? 1 : (int)sizes[^2], (int)sizes[^1]]
            : mode.StartsWith("SAME", StringComparison.Ordinal) ? [x.Shape[2].Size * strides[0], x.Shape[3].Size * strides[1]] : null;
        if (wanted is null)
        {
            return given is null ? [0, 0, 0, 0]
                : flat ? [0, (int)given[0], 0, (int)given[1]] : [(int)given[0], (int)given[1], (int)given[2], (int)given[3]];
        }

        var pads = new int[4];
        for (var axis = 0; axis < 2; axis++)
        {
            var total = ((x.Shape[2 + axis].Size - 1) * strides[axis]) + ((w.Shape[2 + axis].Size - 1) * dilations[axis]) + 1 + extra[axis] - wanted[axis];
            extra[axis] += Math.Max(0, -total);
            total = Math.Max(0, total);
            (pads[axis], pads[axis + 2]) = mode == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
        }

        return pads;
    }
}
