using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class DropoutTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(257)]
    [InlineData(33_003)]
    [InlineData(100_001)]
    public void The_same_elements_are_dropped_as_by_the_reference(int count)
    {
        var mask = new DropoutMask(0x0123456789ABCDEF, (1UL << 40) + 7, 0.3);
        var x = Array.ConvertAll(Sample.Doubles(count, 1), value => (float)value);
        using GuardedArray<float> input = new(x),
            expected = new(count);
        using GuardedArray<bool> kept = new(count),
            expectedKept = new(count);
        Oracle.Dropout.Run(input.Pointer, expected.Pointer, expectedKept.Pointer, count, mask);
        var actual = Threads.SameBits(count, (pool, y) => Dropout.Run(pool, input.Pointer, y, kept.Pointer, count, mask));
        Assert.Equal(expected.ToArray(), actual);
        Assert.Equal(expectedKept.ToArray(), kept.ToArray());
    }

    [Fact]
    public void A_dropped_NaN_is_0_and_a_ratio_of_0_keeps_everything()
    {
        using var x = new GuardedArray<float>([float.NaN, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
        Assert.Equal(x.ToArray(), Threads.SameBits(17, (pool, y) => Dropout.Run(pool, x.Pointer, y, null, 17, new DropoutMask(1, 1, 0))));
        // Some place drops the first element.
        var place = Enumerable.Range(0, 100).First(place => new DropoutMask(1, (ulong)place, 0.5).Words(0).W0 < 1u << 31);
        Assert.Equal(
            0,
            Threads.SameBits(17, (pool, y) => Dropout.Run(pool, x.Pointer, y, null, 17, new DropoutMask(1, (ulong)place, 0.5)))[0]
        );
    }
}
