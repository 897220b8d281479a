using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Products of 8-bit numbers less their zero points, exact to the last unit: as many as floats add exactly in whatever order go into one
/// sum of floats, and these sums are added as whole numbers.
/// </summary>
internal static class IntegerProducts
{
    // Both factors lie between −255 and 255, and floats hold every whole number up to 2²⁴.
    private const int Most = (1 << 24) / (byte.MaxValue * byte.MaxValue);

    /// <summary>a · b as Int32, for matrices.</summary>
    /// <param name="a">Numbers of 8 bits.</param>
    /// <param name="zeroOfA">What broadcasts to a, or null for 0.</param>
    /// <param name="b">Numbers of 8 bits.</param>
    /// <param name="zeroOfB">What broadcasts to b, or null for 0.</param>
    public static Value MatMul(Value a, Value? zeroOfA, Value b, Value? zeroOfB)
    {
        // How many products there are is not known: doubles hold the sum of any number.
        if (!a.Shape[^1].IsStatic)
        {
            return Less(a, zeroOfA, ElementType.Float64).MatMul(Less(b, zeroOfB, ElementType.Float64)).Cast(ElementType.Int32);
        }

        var (left, right) = (Less(a, zeroOfA, ElementType.Float32), Less(b, zeroOfB, ElementType.Float32));
        return Sum(
            Parts(a.Shape[^1].Size, Most).Select(part => Part(left, -1, part).MatMul(Part(right, b.Shape.Rank == 1 ? -1 : -2, part)))
        );
    }

    /// <summary>x ∗ w as Int32, with the attributes of a node.</summary>
    /// <param name="node">A node whose first input is the image.</param>
    /// <param name="zeroOfX">One number, or null for 0.</param>
    /// <param name="w">The weight, numbers of 8 bits.</param>
    /// <param name="zeroOfW">One number, one for each output channel, or null for 0.</param>
    public static Value Conv(NodeReader node, Value? zeroOfX, Value w, Value? zeroOfW)
    {
        var group = ConvTranslation.Group(node);
        var x = Less(node[0], zeroOfX, ElementType.Float32);
        var weight = Less(w, zeroOfW is null ? null : QuantizedScale.Spread(zeroOfW, w, 0, 0), ElementType.Float32);
        // Fast kernels of 3×3 weights add larger numbers on their way (F(2×2, 3×3), arXiv:1509.09308). A column of zeros makes it another
        // kernel.
        var isWidened = w.Shape.Rank > 3 && w.Shape[^1] == 3 && w.Shape[^2] == 3;
        if (Volume.Is(node))
        {
            var axes = WindowAxes.Read(node, x.Shape, w.Shape);
            axes = isWidened ? axes with { Kernel = new int[3], After = [.. axes.After[..^1], axes.After[^1] + axes.Dilations[^1]] } : axes;
            return InParts(x, weight, group, (volume, kernel) => Volume.Conv(volume, Widened(kernel), null, axes, group));
        }

        var window = WindowFormat.Read(node, w.Shape);
        window = isWidened ? window with { KernelHeight = 0, KernelWidth = 0, PadRight = window.PadRight + window.DilationWidth } : window;
        var isRow = x.Shape.Rank == 3;
        (x, weight) = isRow ? (x.Unsqueeze(2), weight.Unsqueeze(2)) : (x, weight);
        var y = InParts(x, weight, group, (image, kernel) => image.Conv(Widened(kernel), null, window, group));
        return isRow ? y.Graph.Add(new Squeeze([2]), y) : y;

        Value Widened(Value kernel) =>
            isWidened ? kernel.Pad(new long[kernel.Shape.Rank], [.. new long[kernel.Shape.Rank - 1], 1]) : kernel;
    }

    // Some channels of each group at a time, and of a kernel that is too large for itself some taps.
    private static Value InParts(Value x, Value weight, int group, Func<Value, Value, Value> conv)
    {
        var taps = weight.Shape.Skip(2).Aggregate(1, (product, size) => checked(product * size.Size));
        var channels = Parts(weight.Shape[1].Size, Math.Max(1, Most / Math.Max(1, taps)));
        return Sum(
            channels.SelectMany(own =>
                Parts(taps, Most).Select(some => conv(Channels(x, group, own), Taps(Part(weight, 1, own), taps, some)))
            )
        );
    }

    // [N, C, ..]: the same channels of each of the groups into which C is cut.
    private static Value Channels(Value x, int group, (int First, int End) part)
    {
        if (group == 1)
        {
            return Part(x, 1, part);
        }

        var (count, axes) = (x.Shape[1].Size / group, x.Shape.Skip(2).ToArray());
        return part == (0, count)
            ? x
            : x.Reshape(new Shape([x.Shape[0], group, count, .. axes]))
                .Slice(2, part.First, part.End)
                .Reshape(new Shape([x.Shape[0], group * (part.End - part.First), .. axes]));
    }

    // The kernel with zeros at its other taps.
    private static Value Taps(Value kernel, int count, (int First, int End) part) =>
        part == (0, count)
            ? kernel
            : kernel
                .Reshape(new Shape(kernel.Shape[0], kernel.Shape[1], count))
                .Slice(2, part.First, part.End)
                .Pad([0, 0, part.First], [0, 0, count - part.End])
                .Reshape(kernel.Shape);

    private static IEnumerable<(int First, int End)> Parts(int size, int most)
    {
        for (var first = 0; first == 0 || first < size; first += most)
        {
            yield return (first, Math.Min(size, first + most));
        }
    }

    // Sums of floats, added as whole numbers.
    private static Value Sum(IEnumerable<Value> parts) =>
        parts.Select(part => part.Cast(ElementType.Int32)).Aggregate((sum, part) => sum + part);

    private static Value Part(Value x, int axis, (int First, int End) part) =>
        part.First == 0 && part.End == x.Shape[x.Shape.Axis(axis)] ? x : x.Slice(axis, part.First, part.End);

    private static Value Less(Value x, Value? zeroPoint, ElementType type) =>
        zeroPoint is null ? x.Cast(type) : x.Cast(type) - zeroPoint.Cast(type);
}
