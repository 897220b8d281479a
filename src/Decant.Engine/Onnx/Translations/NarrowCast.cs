using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Casts to the element types of files, those that are narrower than any tensor's included: the numbers are then those that the file's type
/// has.
/// </summary>
internal static class NarrowCast
{
    /// <summary>
    /// x as another type. Floats of 8 bits or fewer are the nearest ones, of two equally near the even one; integers of 4 bits or fewer
    /// keep the low bits. To a 16-bit float means to a 32-bit float, as everywhere in reading.
    /// </summary>
    /// <param name="x">The numbers.</param>
    /// <param name="code">ONNX's number for the type.</param>
    /// <param name="saturate">Whether numbers beyond the largest float become the largest, instead of infinite or NaN.</param>
    /// <exception cref="DecantException">The type is not known here.</exception>
    public static Value To(Value x, int code, bool saturate = true) =>
        code switch
        {
            OnnxElementType.UInt4 => LowBits(x, 16).Cast(ElementType.UInt8),
            OnnxElementType.UInt2 => LowBits(x, 4).Cast(ElementType.UInt8),
            OnnxElementType.Int4 => LowBits(x, 16, 8).Cast(ElementType.Int8),
            OnnxElementType.Int2 => LowBits(x, 4, 2).Cast(ElementType.Int8),
            OnnxElementType.Float8E8M0 => throw new DecantException(
                "numbers are not rounded to float8e8m0 here; only files that hold such numbers are read."
            ),
            _ => SmallFloat.Of(code) is { } format
                ? Rounded(x.Cast(ElementType.Float32), format, saturate)
                : x.Cast(OnnxElementType.Read(code)),
        };

    // The rest from a number below 0 up, or from 0 up: with two's complement these are the low bits.
    private static Value LowBits(Value x, int numbers, int negative = 0)
    {
        var whole = x.Cast(ElementType.Int32);
        return negative == 0
            ? whole.Mod(whole.Constant(numbers))
            : (whole + whole.Constant(negative)).Mod(whole.Constant(numbers)) - whole.Constant(negative);
    }

    // round(x / u) · u, where u is the distance of neighbours: the same from one power of two to the next, which comparisons find.
    private static Value Rounded(Value x, SmallFloat format, bool saturate)
    {
        var (lowest, highest, largest) = (format.LowestExponent, format.HighestExponent, format.Largest);
        var limited = saturate ? x.Clip(-largest, largest) : x;
        var powers = Number(x, [.. Enumerable.Range(lowest + 1, highest - lowest).Select(exponent => Math.ScaleB(1, exponent))]);
        var distances = Number(
            x,
            [.. Enumerable.Range(lowest, highest - lowest + 1).Select(exponent => Math.ScaleB(1, exponent - format.Mantissa))]
        );
        var distance = distances.Gather(limited.Abs().Unsqueeze(-1).IsAtLeast(powers).Cast(ElementType.Int64).ReduceSum([-1]));
        var y = (limited / distance).Round() * distance;
        return format.Special switch
        {
            SmallFloat.Specials.None => x.IsEqualTo(x).Where(y, x.Constant(0)), // there is no NaN
            _ when saturate => y,
            SmallFloat.Specials.HighestExponent => y.Abs().IsGreaterThan(y.Constant(largest)).Where(y * double.PositiveInfinity, y),
            _ => y.Abs().IsGreaterThan(y.Constant(largest)).Where(y.Constant(double.NaN), y),
        };
    }

    private static Value Number(Value like, double[] numbers) =>
        like.Graph.AddInitializer("constant", ConstantNumbers.As(like.Type, numbers, numbers.Length));
}
