namespace Decant.Engine.Graphs;

/// <summary>The upper 16 bits of a 32-bit IEEE 754 number: the same range, 8 bits of precision.</summary>
/// <param name="Bits">Sign, 8 bits of exponent, 7 bits of fraction.</param>
internal readonly record struct BFloat16(ushort Bits)
{
    private const uint QuietNaN = 0x40;

    /// <summary>The nearest bfloat16, of two equally near ones the even; beyond the range infinity, NaN stays NaN.</summary>
    public static explicit operator BFloat16(float number)
    {
        var bits = BitConverter.SingleToUInt32Bits(number);
        return float.IsNaN(number)
            ? new BFloat16((ushort)((bits >> 16) | QuietNaN))
            : new BFloat16((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>The same number as a float.</summary>
    public static implicit operator float(BFloat16 number) => BitConverter.UInt32BitsToSingle((uint)number.Bits << 16);
}
