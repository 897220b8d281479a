using Decant.Engine.Graphs;

namespace Decant.Engine.Tests.Graphs;

public sealed class BFloat16Tests
{
    [Theory]
    [InlineData(0x3F800000, 0x3F80)] // 1
    [InlineData(0x3F808000, 0x3F80)] // half way between 1 and the next: to the even
    [InlineData(0x3F818000, 0x3F82)] // half way above an odd one: to the even
    [InlineData(0x3F808001, 0x3F81)] // a little more than half
    [InlineData(0x3F817FFF, 0x3F81)] // a little less than half
    [InlineData(0xBF808001, 0xBF81)] // the same below 0
    [InlineData(0x7F7FFFFF, 0x7F80)] // the largest float is beyond the range
    [InlineData(0xFF800000, 0xFF80)] // -infinity
    [InlineData(0x80000000, 0x8000)] // -0
    [InlineData(0x00000001, 0x0000)] // the smallest float
    [InlineData(0x00018000, 0x0002)] // denormals are rounded like all others
    public void A_float_becomes_the_nearest_and_of_two_the_even(uint bits, int expected) =>
        Assert.Equal(expected, ((BFloat16)BitConverter.UInt32BitsToSingle(bits)).Bits);

    [Theory]
    [InlineData(0x7FC00000u)]
    [InlineData(0x7F800001u)]
    [InlineData(0xFFFFFFFFu)]
    public void NaN_stays_NaN(uint bits) => Assert.True(float.IsNaN((BFloat16)BitConverter.UInt32BitsToSingle(bits)));

    [Fact]
    public void Every_bfloat16_survives_the_way_to_float_and_back()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var number = new BFloat16((ushort)bits);
            var back = (BFloat16)(float)number;
            Assert.True(back == number || (float.IsNaN(number) && float.IsNaN(back)), $"{bits:X4} became {back.Bits:X4}.");
        }
    }
}
