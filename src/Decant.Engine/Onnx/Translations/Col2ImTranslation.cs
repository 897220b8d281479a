using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Col2Im: the columns under all windows [N, C·kernel, windows] added into an image; the transpose of a convolution that picks every
/// element.
/// </summary>
internal sealed class Col2ImTranslation() : FormulaTranslation("Col2Im", 3, 3, constants: [1, 2])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        int[] image = [.. node.ConstantInts(1)!.Select(size => checked((int)size))],
            kernel = [.. node.ConstantInts(2)!.Select(size => checked((int)size))];
        var (columns, axes, taps) = (node[0], image.Length, kernel.Aggregate(1, (product, size) => checked(product * size)));
        var pads = WindowAxes.Numbers(node, "pads", 2 * axes, 0);
        var window = new WindowAxes(
            [.. new int[axes]],
            WindowAxes.Numbers(node, "strides", axes, 1),
            WindowAxes.Numbers(node, "dilations", axes, 1),
            pads[..axes],
            pads[axes..],
            CeilMode: false
        );
        var spans = kernel.Select((size, axis) => ((size - 1) * window.Dilations[axis]) + 1).ToArray();
        var counts = image
            .Select((size, axis) => ((size + pads[axis] + pads[axis + axes] - spans[axis]) / window.Strides[axis]) + 1)
            .ToArray();
        var extra = image
            .Select((size, axis) => size + pads[axis] + pads[axis + axes] - ((counts[axis] - 1) * window.Strides[axis]) - spans[axis])
            .ToArray();

        var channels = columns.Shape[1].Size;
        var x = columns.Reshape(new Shape([columns.Shape[0], channels, .. counts.Select(count => (Dimension)count)]));
        var weight = node.Counting(columns.Type, channels * taps, i => i / taps % taps == i % taps ? 1 : 0)
            .Reshape(new Shape([channels, 1, .. kernel.Select(size => (Dimension)size)]));
        var group = channels / taps;
        return axes switch
        {
            3 => Volume.ConvTranspose(x, weight, window, group, extra),
            2 => x.Graph.Add(new ConvTranspose(window.Over(0, 1), group, extra[0], extra[1]), x, weight),
            _ => throw new DecantException($"images of {axes} axes are not known here; known: 2 and 3."),
        };
    }
}
