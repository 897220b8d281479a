using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// The largest element under every window and its place in the flat tensor, by gathering all elements of every window next to each other.
/// </summary>
internal static class WindowMaximum
{
    /// <summary>Both outputs of ONNX's MaxPool.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">[N, C, axes ..], static.</param>
    /// <param name="window">The windows.</param>
    /// <param name="columnsFirst">Whether places count along the first of the axes first.</param>
    public static (Value Largest, Value Places) Of(NodeReader node, Value x, WindowAxes window, bool columnsFirst)
    {
        if (!x.Shape.IsStatic)
        {
            throw new DecantException(
                $"the places of maxima need known sizes, received {x}. Give the input fixed sizes, or leave the second output out."
            );
        }

        var sizes = x.Shape.Skip(2).Select(size => size.Size).ToArray();
        var counts = sizes.Select((size, axis) => Count(size, axis, window)).ToArray();
        var (windows, taps) = (Product(counts), Product(window.Kernel));
        var (outside, pixels) = (Product(sizes), Product(sizes));

        // For every window and tap: where it reads, and the place that ONNX names; the element after the last one represents the padding.
        var (reads, places) = (new double[windows * taps], new double[windows * taps]);
        for (var i = 0; i < reads.Length; i++)
        {
            (reads[i], places[i]) = Place(i / taps, i % taps);
        }

        var (n, c) = (x.Shape[0].Size, x.Shape[1].Size);
        var flat = x.Reshape(new Shape(n, c, pixels)).Pad([0, 0, 0], [0, 0, 1], double.NegativeInfinity);
        var all = flat.Gather(node.Counting(ElementType.Int64, reads.Length, i => reads[i]), 2).Reshape(new Shape(n, c, windows, taps));
        var (largest, tap) = all.TopK(1);
        var inImage = node.Counting(ElementType.Int64, places.Length, i => places[i])
            .Reshape(new Shape(1, 1, windows, taps))
            .BroadcastTo(new Shape(n, c, windows, taps))
            .GatherElements(tap, 3);
        var ofImage = node.Counting(ElementType.Int64, n * c, i => (double)i * pixels).Reshape(new Shape(n, c, 1, 1));
        var shape = new Shape([n, c, .. counts]);
        return (largest.Reshape(shape), (inImage + ofImage).Reshape(shape));

        (int Read, int Place) Place(int at, int tap)
        {
            var (read, place, stride, columnStride) = (0, 0, 1, Product(sizes));
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                (at, var start) = Math.DivRem(at, counts[axis]);
                (tap, var element) = Math.DivRem(tap, window.Kernel[axis]);
                var position = (start * window.Strides[axis]) + (element * window.Dilations[axis]) - window.Before[axis];
                if (position < 0 || position >= sizes[axis])
                {
                    return (outside, 0);
                }

                columnStride /= sizes[axis];
                (read, place, stride) = (
                    read + (position * stride),
                    place + (position * (columnsFirst ? columnStride : stride)),
                    stride * sizes[axis]
                );
            }

            return (read, place);
        }
    }

    private static int Count(int size, int axis, WindowAxes window)
    {
        var image = new Shape(1, 1, size, 1);
        return window.Over(axis, null).Output(image, "MaxPool").Height;
    }

    private static int Product(int[] sizes) => sizes.Aggregate(1, (product, size) => checked(product * size));
}
