using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Products of 8-bit numbers less their zero points, exact to the last unit: as many as floats add exactly in whatever order go into one sum of floats, and these sums
/// are added as whole numbers; what cannot be cut into such parts is summed in doubles.
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
        if (!a.Shape[^1].IsStatic)
        {
            return Less(a, zeroOfA, ElementType.Float64).MatMul(Less(b, zeroOfB, ElementType.Float64)).Cast(ElementType.Int32);
        }

        var (left, right) = (Less(a, zeroOfA, ElementType.Float32), Less(b, zeroOfB, ElementType.Float32));
        return Sum(a.Shape[^1].Size, Most, (first, end) => Part(left, -1, first, end).MatMul(Part(right, b.Shape.Rank == 1 ? -1 : -2, first, end)));
    }

    /// <summary>x ∗ w as Int32, with the attributes of a node.</summary>
    /// <param name="node">A node whose first input is the image.</param>
    /// <param name="zeroOfX">One number, or null for 0.</param>
    /// <param name="w">The weight, numbers of 8 bits.</param>
    /// <param name="zeroOfW">One number, one for each output channel, or null for 0.</param>
    public static Value Conv(NodeReader node, Value? zeroOfX, Value w, Value? zeroOfW)
    {
        var (group, isVolume) = (ConvTranslation.Group(node), Volume.Is(node));
        var taps = w.Shape.Skip(2).Aggregate(1L, (product, size) => product * size.Size);
        var (channels, most) = (w.Shape[1].Size, (int)(Most / Math.Max(1, taps)));
        var type = channels <= most || (most > 0 && group == 1 && !isVolume) ? ElementType.Float32 : ElementType.Float64;
        var (x, weight) = (Less(node[0], zeroOfX, type), Less(w, zeroOfW is null ? null : QuantizedScale.Spread(zeroOfW, w, 0, 0), type));
        if (isVolume)
        {
            return Volume.Conv(x, weight, null, WindowAxes.Read(node, x.Shape, w.Shape), group).Cast(ElementType.Int32);
        }

        var window = WindowFormat.Read(node, w.Shape);
        if (x.Shape.Rank == 3)
        {
            var row = Images(x.Unsqueeze(2), weight.Unsqueeze(2));
            return row.Graph.Add(new Squeeze([2]), row);
        }

        return Images(x, weight);

        Value Images(Value image, Value kernel)
        {
            if (kernel.Shape[2] == 3 && kernel.Shape[3] == 3)
            {
                // Fast kernels of 3×3 weights add larger numbers on their way (F(2×2, 3×3), arXiv:1509.09308). A column of zeros makes it another kernel.
                kernel = kernel.Pad([0, 0, 0, 0], [0, 0, 0, 1]);
                window = window with { KernelHeight = 0, KernelWidth = 0, PadRight = window.PadRight + window.DilationWidth };
            }

            return Sum(channels, type == ElementType.Float32 ? most : channels, (first, end) =>
                (group == 1 ? Part(image, 1, first, end) : image).Conv(Part(kernel, 1, first, end), null, window, group));
        }
    }

    // Sums of floats over parts of an axis, added as whole numbers.
    private static Value Sum(int size, int most, Func<int, int, Value> part)
    {
        var sum = part(0, Math.Min(size, most)).Cast(ElementType.Int32);
        for (var first = most; first < size; first += most)
        {
            sum += part(first, Math.Min(size, first + most)).Cast(ElementType.Int32);
        }

        return sum;
    }

    private static Value Part(Value x, int axis, int first, int end) => first == 0 && end == x.Shape[x.Shape.Axis(axis)] ? x : x.Slice(axis, first, end);

    private static Value Less(Value x, Value? zeroPoint, ElementType type) => zeroPoint is null ? x.Cast(type) : x.Cast(type) - zeroPoint.Cast(type);
}
