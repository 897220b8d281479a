using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Windows over images. Rows [N, C, W] are taken as images of height 1.</summary>
internal static class WindowFormat
{
    /// <summary>An input as an image: [N, C, W] becomes [N, C, 1, W].</summary>
    public static Value Image(NodeReader node, int input) =>
        node[input].Shape.Rank == 3 ? node.Insert($"image{input}", new Unsqueeze([2]), node[input]) : node[input];

    /// <summary>Adds a convolution or pool over an image; the height goes again where it was put in.</summary>
    public static void Add(NodeReader node, Operator @operator, params ReadOnlySpan<Value?> inputs)
    {
        if (node[0].Shape.Rank == 3)
        {
            node.Add(new Squeeze([2]), node.Insert("image", @operator, inputs));
        }
        else
        {
            node.Add(@operator, inputs);
        }
    }

    /// <summary>Reads a window over [N, C, H, W] or [N, C, W].</summary>
    /// <param name="node">The node.</param>
    /// <param name="weight">The weight's shape as the file has it, which says the kernel; null for a pool.</param>
    public static Window Read(NodeReader node, Shape? weight)
    {
        var shape = node[0].Shape;
        var axes = shape.Rank is 3 or 4
            ? WindowAxes.Read(node, shape, weight)
            : throw new DecantException($"expected [N, C, W], [N, C, H, W] or [N, C, D, H, W], received {node[0]}.");
        if (shape.Rank == 4)
        {
            return axes.Over(0, 1);
        }

        var upright = axes.Over(0, null);
        return new(
            upright.KernelWidth,
            upright.KernelHeight,
            1,
            upright.StrideHeight,
            0,
            upright.PadTop,
            0,
            upright.PadBottom,
            1,
            upright.DilationHeight,
            axes.CeilMode
        );
    }

    /// <summary>Writes a window.</summary>
    public static void Write(Window window, NodeWriter node)
    {
        if (window.KernelHeight > 0)
        {
            node.Ints("kernel_shape", [window.KernelHeight, window.KernelWidth]);
        }

        Unless([window.StrideHeight, window.StrideWidth], 1, "strides");
        Unless([window.PadTop, window.PadLeft, window.PadBottom, window.PadRight], 0, "pads");
        Unless([window.DilationHeight, window.DilationWidth], 1, "dilations");
        node.Int("ceil_mode", window.CeilMode ? 1 : 0, 0);

        void Unless(long[] values, long assumed, string name) => node.Ints(name, values.All(value => value == assumed) ? null : values);
    }
}
