using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>The attributes that convolutions and pools share. Rows [N, C, W] are taken as images of height 1.</summary>
internal static class WindowFormat
{
    // Beyond this no window fits any image, and the products of two such numbers stay within an int.
    private const long Largest = short.MaxValue;

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

    /// <summary>Reads a window.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The image's shape, for <c>auto_pad</c>.</param>
    /// <param name="weight">The weight's shape, which says the kernel; null for a pool.</param>
    public static Window Read(NodeReader node, Shape x, Shape? weight)
    {
        var flat = node[0].Shape.Rank == 3;
        var kernel = Pair(node, "kernel_shape", flat, 0);
        if (weight is { Rank: 4 } && kernel[0] > 0 && (weight[2] != kernel[0] || weight[3] != kernel[1]))
        {
            throw new DecantException($"its kernel_shape is {kernel[0]}×{kernel[1]}, but its weight's shape is {weight}.");
        }

        var (strides, dilations) = (Pair(node, "strides", flat, 1), Pair(node, "dilations", flat, 1));
        int[] size = weight is { Rank: 4 } ? [weight[2].Size, weight[3].Size] : kernel;
        var pads = Pads(node, x, flat, size, strides, dilations);
        return new Window(
            kernel[0], kernel[1], strides[0], strides[1], pads[0], pads[1], pads[2], pads[3], dilations[0], dilations[1], node.Flag("ceil_mode"));
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

    private static int[] Pair(NodeReader node, string name, bool flat, int assumed) => node.Ints(name) is not { } values ? [assumed, assumed]
        : values.Any(value => value is < 1 or > Largest)
            ? throw new DecantException($"{name} must be 1 to {Largest}, received [{string.Join(", ", values.Take(8))}].")
        : (values.Count, flat) switch
        {
            (1, true) => [1, (int)values[0]],
            (2, false) => [(int)values[0], (int)values[1]],
            _ => throw new DecantException($"{name} must have as many numbers as the image has axes, and 3-dimensional images are not known here; "
                + $"received [{string.Join(", ", values.Take(8))}]."),
        };

    private static int[] Pads(NodeReader node, Shape x, bool flat, int[] kernel, int[] strides, int[] dilations)
    {
        var mode = node.Text("auto_pad", "NOTSET");
        var given = node.Ints("pads");
        if (given is not null && given.Any(value => value is < 0 or > Largest))
        {
            throw new DecantException($"pads must be 0 to {Largest}, received [{string.Join(", ", given.Take(8))}].");
        }

        return mode switch
        {
            "NOTSET" or "" => (given?.Count, flat) switch
            {
                (null, _) => [0, 0, 0, 0],
                (2, true) => [0, (int)given![0], 0, (int)given[1]],
                (4, false) => [(int)given![0], (int)given[1], (int)given[2], (int)given[3]],
                _ => throw new DecantException($"pads must have two numbers for each axis of the image, received [{string.Join(", ", given!.Take(8))}]."),
            },
            "VALID" => [0, 0, 0, 0],
            "SAME_UPPER" or "SAME_LOWER" => Same(mode == "SAME_UPPER"),
            _ => throw new DecantException($"auto_pad must be NOTSET, VALID, SAME_UPPER or SAME_LOWER, received '{mode}'."),
        };

        // As many windows as strides fit into the image; an odd rest goes behind (upper) or before (lower).
        int[] Same(bool upper)
        {
            if (x.Rank != 4 || !x[2].IsStatic || !x[3].IsStatic)
            {
                throw new DecantException($"auto_pad {mode} needs a known height and width, received {x}. Give the input fixed sizes.");
            }

            var pads = new int[4];
            for (var axis = 0; axis < 2; axis++)
            {
                var size = x[2 + axis].Size;
                var covered = (((size + (long)strides[axis] - 1) / strides[axis]) - 1) * strides[axis];
                var rest = (int)Math.Max(0, covered + ((long)(kernel[axis] - 1) * dilations[axis]) + 1 - size);
                (pads[axis], pads[axis + 2]) = upper ? (rest / 2, rest - (rest / 2)) : (rest - (rest / 2), rest / 2);
            }

            return pads;
        }
    }
}
