using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>One float: the scalar twin of the wider ones, and what runs on machines without SIMD.</summary>
internal readonly unsafe struct Lanes1(float value) : ILanes<Lanes1>
{
    private readonly float _value = value;

    public static int Count => 1;

    public static Lanes1 Of(float value) => new(value);

    public static Lanes1 Load(float* source) => new(*source);

    public static Lanes1 LoadPartial(float* source, int count, float filler) => new(count > 0 ? *source : filler);

    public void Store(float* target) => *target = _value;

    public void StorePartial(float* target, int count)
    {
        if (count > 0)
        {
            *target = _value;
        }
    }

    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a._value + b._value);

    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a._value - b._value);

    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a._value * b._value);

    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a._value / b._value);

    public static Lanes1 operator -(Lanes1 a) => new(-a._value);

    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Lanes1 MultiplyAddEstimate(Lanes1 a, Lanes1 b, Lanes1 c) => new(float.MultiplyAddEstimate(a._value, b._value, c._value));

    public static Lanes1 MultiplyAddEstimate(float* a, Lanes1 b, Lanes1 c) => new(float.MultiplyAddEstimate(*a, b._value, c._value));

    public static Lanes1 Min(Lanes1 a, Lanes1 b) => new(MathF.Min(a._value, b._value));

    public static Lanes1 Max(Lanes1 a, Lanes1 b) => new(MathF.Max(a._value, b._value));

    public static Lanes1 Clamp(Lanes1 x, float low, float high) =>
        new(
            x._value < low ? low
            : x._value > high ? high
            : x._value
        );

    public static Lanes1 Abs(Lanes1 a) => new(MathF.Abs(a._value));

    public static Lanes1 Sqrt(Lanes1 a) => new(MathF.Sqrt(a._value));

    public static Lanes1 Floor(Lanes1 a) => new(MathF.Floor(a._value));

    public static Lanes1 Ceiling(Lanes1 a) => new(MathF.Ceiling(a._value));

    public static Lanes1 Round(Lanes1 a) => new(MathF.Round(a._value));

    public static Lanes1 Less(Lanes1 a, Lanes1 b) => Mask(a._value < b._value);

    public static Lanes1 LessOrEqual(Lanes1 a, Lanes1 b) => Mask(a._value <= b._value);

    public static Lanes1 Equal(Lanes1 a, Lanes1 b) => Mask(a._value == b._value);

    public static Lanes1 Select(Lanes1 mask, Lanes1 a, Lanes1 b) => BitConverter.SingleToInt32Bits(mask._value) != 0 ? a : b;

    public static Lanes1 PowerOfTwo(Lanes1 n) => new(BitConverter.Int32BitsToSingle((int.CreateSaturating(n._value) + 127) << 23));

    public static Lanes1 Exponent(Lanes1 x) => new((BitConverter.SingleToInt32Bits(x._value) >> 23) - 127);

    public static Lanes1 Mantissa(Lanes1 x) =>
        new(BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(x._value) & 0x007FFFFF) | 0x3F800000));

    public float Sum() => _value;

    public float Largest() => _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes1 Mask(bool set) => new(BitConverter.Int32BitsToSingle(set ? -1 : 0));
}
