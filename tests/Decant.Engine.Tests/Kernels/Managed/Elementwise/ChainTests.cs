using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;

namespace Decant.Engine.Tests.Kernels.Managed;

/// <summary>Formulas in one pass against the same formulas in a pass each.</summary>
public sealed unsafe class ChainTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(32 * 1024)]
    [InlineData(100_003)]
    public void What_stays_in_scratch_has_the_bits_that_memory_would_have(int count)
    {
        using var x = new GuardedArray<float>(Floats(count, 1));

        var chained = Threads.SameBits(count, (pool, y) =>
        {
            var chain = new Chain(pool, 2);
            chain.Add(new Unary.Work<Sigmoid>(), Elements.At(x.Pointer), default, Elements.InScratch(0));
            chain.Add(new Binary.PairWork<Mul>(), Elements.At(x.Pointer), Elements.InScratch(0), Elements.At(y));
            chain.Run(count);
        });

        Assert.Equal(Threads.SameBits(count, (pool, y) =>
            {
                Unary.Run(pool, new Sigmoid(), x.Pointer, y, count);
                Binary.Run(pool, new Mul(), x.Pointer, y, y, count);
            }), chained);
    }

    [Theory]
    [InlineData(new[] { 129, 333 }, new[] { 333 }, new[] { 129, 1 })]
    [InlineData(new[] { 2, 70_001 }, new[] { 70_001 }, new[] { 2, 1 })]
    [InlineData(new[] { 5, 16, 31, 9 }, new[] { 16, 1, 1 }, new[] { 5, 1, 31, 1 })]
    [InlineData(new[] { 40_000, 3 }, new[] { 3 }, new[] { 1 })]
    public void Blocks_begin_and_end_in_the_middle_of_rows_that_are_broadcast(int[] shape, int[] scale, int[] shift)
    {
        var count = Count(shape);
        using GuardedArray<float> x = new(Floats(count, 1)),
            gamma = new(Floats(Count(scale), 2)),
            beta = new(Floats(Count(shift), 3));
        var scales = LoopNest.Over(shape).Dense().Broadcast(shape).Broadcast(scale).Collapse();
        var shifts = LoopNest.Over(shape).Dense().Broadcast(shape).Broadcast(shift).Collapse();

        var chained = Threads.SameBits(count, (pool, y) =>
        {
            var chain = new Chain(pool, 3);
            chain.Add(
                new Binary.BroadcastWork<Mul> { Nest = scales },
                Elements.At(x.Pointer),
                Elements.At(gamma.Pointer),
                Elements.InScratch(1)
            );
            chain.Add(new Binary.BroadcastWork<Add> { Nest = shifts }, Elements.InScratch(1), Elements.At(beta.Pointer), Elements.At(y));
            chain.Add(new Unary.Work<Tanh>(), Elements.At(y), default, Elements.At(y));
            chain.Run(count);
        });

        Assert.Equal(Threads.SameBits(count, (pool, y) =>
            {
                Binary.Run(pool, new Mul(), x.Pointer, gamma.Pointer, y, scales);
                Binary.Run(pool, new Add(), y, beta.Pointer, y, shifts);
                Unary.Run(pool, new Tanh(), y, y, count);
            }), chained);
    }

    private static float[] Floats(int count, ulong seed) => Array.ConvertAll(Sample.Doubles(count, seed), value => (float)value);

    private static int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);
}
