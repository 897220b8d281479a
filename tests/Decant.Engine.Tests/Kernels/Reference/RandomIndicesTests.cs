using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed class RandomIndicesTests
{
    [Theory]
    [InlineData(2, 5)]
    [InlineData(5, 400)]
    [InlineData(1000, 300)]
    public void Every_number_lies_below_the_bound_and_none_is_the_rows_own(int bound, int count)
    {
        long[] own = [0, 1, bound - 1];
        var drawn = Draw(own, count, bound, step: 1);

        Assert.All(drawn, number => Assert.InRange(number, 0, bound - 1));
        for (var i = 0; i < drawn.Length; i++)
        {
            Assert.NotEqual(own[i / count], drawn[i]);
        }
    }

    [Fact]
    public void All_others_are_equally_likely()
    {
        const int Bound = 5,
            Count = 40_000;
        var counts = Draw([2], Count, Bound, step: 7).CountBy(number => number).ToDictionary();

        // Four others: 10,000 each, with a deviation of √(40,000·¼·¾) = 87.
        Assert.Equal([0, 1, 3, 4], counts.Keys.Order());
        Assert.All(counts.Values, times => Assert.InRange(times, 9_600, 10_400));
    }

    [Fact]
    public void The_same_step_draws_the_same_numbers_and_another_step_others()
    {
        Assert.Equal(Draw([3, 4], 50, 1000, step: 1), Draw([3, 4], 50, 1000, step: 1));
        Assert.NotEqual(Draw([3, 4], 50, 1000, step: 1), Draw([3, 4], 50, 1000, step: 2));
    }

    private static unsafe long[] Draw(long[] own, int count, int bound, ulong step)
    {
        var drawn = new long[own.Length * count];
        fixed (
            long* from = own,
                to = drawn
        )
        {
            RandomIndices.Run(from, to, own.Length, count, bound, key: 11, step);
        }

        return drawn;
    }
}
