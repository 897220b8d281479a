using System.Runtime.InteropServices;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class MoveTests
{
    public static TheoryData<int[], int[]> Transposes =>
        new()
        {
            { [0, 3], [1, 0] },
            { [1, 1], [1, 0] },
            { [15, 17], [1, 0] },
            { [300, 130], [1, 0] },
            { [2, 16, 9, 11], [0, 2, 3, 1] },
            { [2, 9, 11, 16], [0, 3, 1, 2] },
            { [4, 3, 64, 64], [0, 2, 3, 1] },
            { [2, 3, 1], [0, 2, 1] },
            { [2, 3, 5], [0, 2, 1] },
            { [2, 3, 8], [0, 2, 1] },
            { [2, 3, 30_011], [0, 2, 1] },
            { [5, 6, 7], [2, 1, 0] },
            { [5, 6, 7], [1, 0, 2] },
            { [5, 6, 7], [0, 1, 2] },
            { [2, 3, 2, 3, 2, 3, 2, 3], [7, 1, 5, 3, 4, 2, 6, 0] },
        };

    [Theory]
    [MemberData(nameof(Transposes))]
    public void Transposes_agree_with_the_reference(int[] sizes, int[] permutation) =>
        Agree(MovePlan.Transpose(sizes, permutation), Count(sizes), Count(sizes));

    [Fact]
    public void Slices_agree_with_the_reference()
    {
        Agree(MovePlan.Slice([40, 50], [3, 49], [2, -3], [18, 17]), 2000, 18 * 17);
        Agree(MovePlan.Slice([200_000], [7], [1], [150_001]), 200_000, 150_001);
        Agree(MovePlan.Slice([10, 700], [9, 0], [-1, 1], [10, 700]), 7000, 7000);
        Agree(MovePlan.Unslice([40, 50], [3, 49], [2, -3], [18, 17]), 18 * 17, 2000);
    }

    [Fact]
    public void Expansions_agree_with_the_reference()
    {
        Agree(MovePlan.Expand([70, 1], [3, 70, 501]), 70, 3 * 70 * 501);
        Agree(MovePlan.Expand([], [3, 5]), 1, 15);
        Agree(MovePlan.Expand([1, 100_001], [2, 100_001]), 100_001, 200_002);
    }

    [Fact]
    public void Parts_of_concatenations_and_splits_agree_with_the_reference()
    {
        Agree(MovePlan.Concat(new AlongAxis(6, 3, 35), 2, 9), 6 * 3 * 35, 6 * 9 * 35);
        Agree(MovePlan.Split(new AlongAxis(6, 3, 35), 2, 9), 6 * 9 * 35, 6 * 3 * 35);
        Agree(MovePlan.Concat(new AlongAxis(1, 50_000, 1), 17, 60_000), 50_000, 60_000);
    }

    [Theory]
    [InlineData(new[] { 5 }, new[] { 2 }, new[] { 9 })]
    [InlineData(new[] { 3, 16, 9, 11 }, new[] { 0, 8, 0, 0 }, new[] { 3, 32, 9, 11 })]
    [InlineData(new[] { 3, 4, 9, 11 }, new[] { 0, 0, 1, 2 }, new[] { 3, 4, 11, 14 })]
    [InlineData(new[] { 4, 6 }, new[] { -1, 2 }, new[] { 2, 7 })]
    [InlineData(new[] { 0, 6 }, new[] { 1, 0 }, new[] { 2, 6 })]
    [InlineData(new[] { 3 }, new[] { -5 }, new[] { 4 })]
    public void Padding_with_a_constant_agrees_with_the_reference(int[] sizes, int[] begins, int[] targetSizes)
    {
        using GuardedArray<float> x = new(Array.ConvertAll(Sample.Doubles(Count(sizes), 1), value => (float)value)),
            expected = new(Count(targetSizes));
        Oracle.Pad.Run(x.Pointer, expected.Pointer, sizes, begins, targetSizes, PadMode.Constant, 0.5f);
        var actual = Threads.SameBits(expected.Count, (pool, y) => Pad.Run(pool, x.Pointer, y, sizes, begins, targetSizes, 0.5f));
        Assert.Equal(expected.ToArray(), actual);
    }

    private static void Agree(MovePlan plan, int sourceCount, int targetCount)
    {
        Agree<byte>(plan, sourceCount, targetCount, i => (byte)(i * 7));
        Agree<int>(plan, sourceCount, targetCount, i => i);
        Agree<double>(plan, sourceCount, targetCount, i => i);
    }

    private static void Agree<T>(MovePlan plan, int sourceCount, int targetCount, Func<int, T> number)
        where T : unmanaged
    {
        using GuardedArray<T> source = new([.. Enumerable.Range(0, sourceCount).Select(number)]),
            expected = new(targetCount),
            actual = new(targetCount);
        Oracle.Move.Run(source.Pointer, expected.Pointer, sizeof(T), plan);
        Threads.Two(pool => Move.Run(pool, source.Pointer, actual.Pointer, sizeof(T), plan));
        Assert.True(MemoryMarshal.AsBytes(expected.Span).SequenceEqual(MemoryMarshal.AsBytes(actual.Span)));
    }

    private static int Count(int[] sizes) => sizes.Aggregate(1, (product, size) => product * size);
}
