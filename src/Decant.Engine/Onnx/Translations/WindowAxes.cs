using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>The attributes that convolutions and pools share, for any number of axes.</summary>
/// <param name="Kernel">Elements of the window along every axis; 0 when the weight says it.</param>
/// <param name="Strides">Elements from one window to the next.</param>
/// <param name="Dilations">Elements from one of the window to the next.</param>
/// <param name="Before">Elements added in front.</param>
/// <param name="After">Elements added at the end.</param>
/// <param name="CeilMode">Whether a last window that is only partly inside counts.</param>
internal sealed record WindowAxes(int[] Kernel, int[] Strides, int[] Dilations, int[] Before, int[] After, bool CeilMode)
{
    // Beyond this no window fits any image, and the products of two such numbers stay within an int.
    private const long Largest = short.MaxValue;

    /// <summary>Reads them.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The image's shape, [N, C, axes ..].</param>
    /// <param name="weight">The weight's shape, [M, C, kernel ..], which says the kernel; null for a pool.</param>
    public static WindowAxes Read(NodeReader node, Shape x, Shape? weight)
    {
        var axes = x.Rank - 2;
        var kernel = Numbers(node, "kernel_shape", axes, 0);
        if (weight is not null && weight.Rank == x.Rank)
        {
            var said = weight.Skip(2).Select(size => size.Size).ToArray();
            kernel =
                kernel.All(size => size == 0) || kernel.SequenceEqual(said)
                    ? kernel
                    : throw new DecantException($"its kernel_shape is {string.Join('×', kernel)}, but its weight's shape is {weight}.");
        }

        var (strides, dilations) = (Numbers(node, "strides", axes, 1), Numbers(node, "dilations", axes, 1));
        int[] size = weight is not null && weight.Rank == x.Rank ? [.. weight.Skip(2).Select(size => size.Size)] : kernel;
        var pads = Pads(node, x, size, strides, dilations);
        return new(kernel, strides, dilations, pads[..axes], pads[axes..], node.Flag("ceil_mode"));
    }

    /// <summary>The window over two of the axes; over one, and nothing, where the second is missing.</summary>
    public Window Over(int rows, int? columns)
    {
        int At(int[] numbers, int without) => columns is { } axis ? numbers[axis] : without;
        return new(
            Kernel[rows],
            At(Kernel, Kernel[rows] == 0 ? 0 : 1),
            Strides[rows],
            At(Strides, 1),
            Before[rows],
            At(Before, 0),
            After[rows],
            At(After, 0),
            Dilations[rows],
            At(Dilations, 1),
            CeilMode
        );
    }

    /// <summary>A list with a number for each axis.</summary>
    public static int[] Numbers(NodeReader node, string name, int axes, int assumed) =>
        node.Ints(name) is not { } values ? [.. Enumerable.Repeat(assumed, axes)]
        : values.Count == axes && values.All(value => value is >= 0 and <= Largest && (value > 0 || assumed == 0))
            ? [.. values.Select(value => (int)value)]
        : throw new DecantException(
            $"{name} must have {axes} numbers from {(assumed == 0 ? 0 : 1)} to {Largest}, one for each axis of the "
                + $"image, received [{string.Join(", ", values.Take(8))}]."
        );

    private static int[] Pads(NodeReader node, Shape x, int[] kernel, int[] strides, int[] dilations)
    {
        var (mode, axes) = (node.Text("auto_pad", "NOTSET"), kernel.Length);
        var given = Numbers(node, "pads", 2 * axes, 0);
        return mode switch
        {
            "NOTSET" or "" => given,
            "VALID" => new int[2 * axes],
            "SAME_UPPER" or "SAME_LOWER" => Same(mode == "SAME_UPPER"),
            _ => throw new DecantException($"auto_pad must be NOTSET, VALID, SAME_UPPER or SAME_LOWER, received '{mode}'."),
        };

        // As many windows as strides fit into the image; an odd rest goes to the end (upper) or the start (lower).
        int[] Same(bool upper)
        {
            if (x.Skip(2).Any(size => !size.IsStatic))
            {
                throw new DecantException($"auto_pad {mode} needs a known height and width, received {x}. Give the input fixed sizes.");
            }

            var pads = new int[2 * axes];
            for (var axis = 0; axis < axes; axis++)
            {
                var size = x[2 + axis].Size;
                var covered = (((size + (long)strides[axis] - 1) / strides[axis]) - 1) * strides[axis];
                var rest = (int)Math.Max(0, covered + ((long)(kernel[axis] - 1) * dilations[axis]) + 1 - size);
                (pads[axis], pads[axis + axes]) = upper ? (rest / 2, rest - (rest / 2)) : (rest - (rest / 2), rest / 2);
            }

            return pads;
        }
    }
}
