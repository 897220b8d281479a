namespace Decant.Engine.Onnx;

/// <summary>
/// A floating-point number of 8 bits or fewer: sign, exponent, mantissa (Micikevicius et al. 2022, arXiv:2209.05433; Open Compute Project,
/// MX formats, 2023). Tensors hold such numbers as 32-bit floats.
/// </summary>
/// <param name="Exponent">Bits of the exponent.</param>
/// <param name="Mantissa">Bits of the mantissa.</param>
/// <param name="Bias">What is subtracted from the exponent.</param>
/// <param name="Special">Which bits mean no number.</param>
internal sealed record SmallFloat(int Exponent, int Mantissa, int Bias, SmallFloat.Specials Special)
{
    private static readonly Dictionary<int, SmallFloat> s_formats = new()
    {
        [OnnxElementType.Float8E4M3FN] = new(4, 3, 7, Specials.AllBits),
        [OnnxElementType.Float8E4M3FNUZ] = new(4, 3, 8, Specials.NegativeZero),
        [OnnxElementType.Float8E5M2] = new(5, 2, 15, Specials.HighestExponent),
        [OnnxElementType.Float8E5M2FNUZ] = new(5, 2, 16, Specials.NegativeZero),
        [OnnxElementType.Float4E2M1] = new(2, 1, 1, Specials.None),
    };

    /// <summary>Which bits mean no number.</summary>
    internal enum Specials
    {
        /// <summary>None.</summary>
        None,

        /// <summary>The highest exponent, as in IEEE 754: infinity and NaN.</summary>
        HighestExponent,

        /// <summary>All bits but the sign: NaN; there is no infinity.</summary>
        AllBits,

        /// <summary>The place of −0: NaN; there is no infinity.</summary>
        NegativeZero,
    }

    /// <summary>Exponent of the smallest number with a full mantissa.</summary>
    public int LowestExponent => 1 - Bias;

    /// <summary>Exponent of the largest number.</summary>
    public int HighestExponent => (int)Math.ILogB(Largest);

    /// <summary>The largest number.</summary>
    public double Largest =>
        Enumerable.Range(0, 1 << (Exponent + Mantissa)).Select(bits => (double)Decode(bits)).Where(double.IsFinite).Max();

    /// <summary>The format of an element type of a file, or null.</summary>
    public static SmallFloat? Of(int code) => s_formats.GetValueOrDefault(code);

    /// <summary>The number that bits mean.</summary>
    public float Decode(int bits)
    {
        var negative = (bits >> (Exponent + Mantissa) & 1) != 0;
        var (exponent, mantissa) = (bits >> Mantissa & ((1 << Exponent) - 1), bits & ((1 << Mantissa) - 1));
        var highest = exponent == (1 << Exponent) - 1;
        var number = Special switch
        {
            Specials.HighestExponent when highest => mantissa == 0 ? float.PositiveInfinity : float.NaN,
            Specials.AllBits when highest && mantissa == (1 << Mantissa) - 1 => float.NaN,
            Specials.NegativeZero when negative && exponent == 0 && mantissa == 0 => float.NaN,
            _ when exponent == 0 => MathF.ScaleB(mantissa, LowestExponent - Mantissa),
            _ => MathF.ScaleB((1 << Mantissa) + mantissa, exponent - Bias - Mantissa),
        };
        return negative ? -number : number;
    }
}
