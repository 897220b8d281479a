using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Products of 8-bit numbers less their zero points, exact to the last unit: in floats while they hold every sum that a kernel may form on the way, whatever its
/// order; else in doubles.
/// </summary>
internal static class IntegerProducts
{
    // Both factors lie between −255 and 255.
    private const double LargestProduct = byte.MaxValue * byte.MaxValue;
    private const double LargestExact = 1 << 24;

    // A fast convolution of 3×3 weights may add up to 16 · 16 times the product of a channel's largest numbers, counted in quarters (F(2×2, 3×3), arXiv:1509.09308).
    private const double LargestFiltered = 256;

    /// <summary>a · b as Int32, for matrices.</summary>
    /// <param name="a">Numbers of 8 bits.</param>
    /// <param name="zeroOfA">What broadcasts to a, or null for 0.</param>
    /// <param name="b">Numbers of 8 bits.</param>
    /// <param name="zeroOfB">What broadcasts to b, or null for 0.</param>
    public static Value MatMul(Value a, Value? zeroOfA, Value b, Value? zeroOfB)
    {
        var type = TypeFor(a.Shape[^1].IsStatic ? a.Shape[^1].Size : double.PositiveInfinity);
        return Less(a, zeroOfA, type).MatMul(Less(b, zeroOfB, type)).Cast(ElementType.Int32);
    }

    /// <summary>x ∗ w as Int32, with the attributes of a node.</summary>
    /// <param name="node">A node whose first input is the image.</param>
    /// <param name="zeroOfX">One number, or null for 0.</param>
    /// <param name="w">The weight, numbers of 8 bits.</param>
    /// <param name="zeroOfW">One number, one for each output channel, or null for 0.</param>
    public static Value Conv(NodeReader node, Value? zeroOfX, Value w, Value? zeroOfW)
    {
        var taps = w.Shape.Skip(2).Aggregate(1.0, (product, size) => product * size.Size);
        var isFiltered = w.Shape.Rank > 3 && w.Shape[^1] == 3 && w.Shape[^2] == 3;
        var type = TypeFor(w.Shape[1].Size * (isFiltered ? taps / 9 * LargestFiltered : taps));
        return ConvTranslation.Of(node, Less(node[0], zeroOfX, type), Less(w, zeroOfW is null ? null : QuantizedScale.Spread(zeroOfW, w, 0, 0), type)).Cast(ElementType.Int32);
    }

    private static ElementType TypeFor(double products) => products * LargestProduct <= LargestExact ? ElementType.Float32 : ElementType.Float64;

    private static Value Less(Value x, Value? zeroPoint, ElementType type) => zeroPoint is null ? x.Cast(type) : x.Cast(type) - zeroPoint.Cast(type);
}
