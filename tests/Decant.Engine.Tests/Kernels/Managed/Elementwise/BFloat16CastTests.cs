using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference.BFloat16Cast;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class BFloat16CastTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100_003)]
    public void Narrowing_widening_and_rounding_give_the_bits_of_the_reference(int count)
    {
        using var x = new GuardedArray<float>(Array.ConvertAll(Sample.Doubles(count, 1), value => (float)value));
        float[] special =
        [
            float.NaN,
            float.PositiveInfinity,
            float.NegativeInfinity,
            float.MaxValue,
            float.Epsilon,
            -0f,
            1.00390625f,
            1.01171875f,
            BitConverter.UInt32BitsToSingle(0x7F800001),
        ];
        special.AsSpan(0, Math.Min(count, special.Length)).CopyTo(x.Span[Math.Max(0, count - special.Length)..]);
        using var half = new GuardedArray<BFloat16>(count);
        using var expectedHalf = new GuardedArray<BFloat16>(count);
        using var expected = new GuardedArray<float>(count);
        Oracle.Narrow(x.Pointer, expectedHalf.Pointer, count);
        Threads.Two(pool => BFloat16Cast.Narrow(pool, x.Pointer, half.Pointer, count));
        Assert.Equal(expectedHalf.ToArray(), half.ToArray());

        Oracle.Widen(half.Pointer, expected.Pointer, count);
        Assert.Equal(
            Threads.Bits(expected.ToArray()),
            Threads.Bits(Threads.SameBits(count, (pool, y) => BFloat16Cast.Widen(pool, half.Pointer, y, count)))
        );

        Oracle.Round(x.Pointer, expected.Pointer, count);
        Assert.Equal(
            Threads.Bits(expected.ToArray()),
            Threads.Bits(Threads.SameBits(count, (pool, y) => BFloat16Cast.Round(pool, x.Pointer, y, count)))
        );
    }
}
