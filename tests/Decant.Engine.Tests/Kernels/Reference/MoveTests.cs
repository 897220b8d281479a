using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class MoveTests
{
    [Fact]
    public void Transpose_puts_axis_p_of_the_source_at_place_i()
    {
        // [2, 3, 2] with i0 i1 i2 written as digits.
        int[] x = [000, 001, 010, 011, 020, 021, 100, 101, 110, 111, 120, 121];
        Assert.Equal([000, 010, 020, 001, 011, 021, 100, 110, 120, 101, 111, 121], Run(MovePlan.Transpose([2, 3, 2], [0, 2, 1]), x, 12));
        Assert.Equal([000, 100, 001, 101, 010, 110, 011, 111, 020, 120, 021, 121], Run(MovePlan.Transpose([2, 3, 2], [1, 2, 0]), x, 12));
    }

    [Fact]
    public void Slice_runs_forwards_and_backwards_and_Unslice_puts_back()
    {
        int[] x = [.. Enumerable.Range(0, 20)];
        var slice = Run(MovePlan.Slice([4, 5], [3, 1], [-2, 3], [2, 2]), x, 4);
        Assert.Equal([16, 19, 6, 9], slice);
        var back = Run(MovePlan.Unslice([4, 5], [3, 1], [-2, 3], [2, 2]), slice, 20);
        Assert.Equal(x.Select(value => slice.Contains(value) ? value : -1), back);
    }

    [Fact]
    public void Expand_repeats() => Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2], Run(MovePlan.Expand([2, 1], [2, 2, 2]), [1, 2], 8));

    [Fact]
    public void Concat_and_Split_are_inverse()
    {
        var joined = Run(MovePlan.Concat(new AlongAxis(2, 2, 1), 1, 3), [1, 2, 3, 4], 6);
        Assert.Equal([-1, 1, 2, -1, 3, 4], joined);
        Assert.Equal([1, 2, 3, 4], Run(MovePlan.Split(new AlongAxis(2, 2, 1), 1, 3), joined, 4));
    }

    [Fact]
    public void Accumulate_adds()
    {
        double[] source = [1, 2],
            target = [10, 20, 30];
        fixed (
            double* s = source,
                t = target
        )
        {
            Move.Accumulate(s, t, MovePlan.Unslice([3], [2], [-2], [2]));
        }

        Assert.Equal([12, 20, 31], target);
    }

    [Fact]
    public void Tile_repeats_the_whole_axis()
    {
        int[] x = [1, 2, 3, 4],
            y = new int[12];
        fixed (
            int* px = x,
                py = y
        )
        {
            Tile.Run(px, py, 4, new AlongAxis(2, 2, 1), 3);
        }

        Assert.Equal([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], y);
    }

    [Theory]
    [InlineData(PadMode.Constant, new[] { 9, 9, 9, 0, 1, 2, 9, 9 })]
    [InlineData(PadMode.Reflect, new[] { 1, 2, 1, 0, 1, 2, 1, 0 })]
    [InlineData(PadMode.Edge, new[] { 0, 0, 0, 0, 1, 2, 2, 2 })]
    [InlineData(PadMode.Wrap, new[] { 0, 1, 2, 0, 1, 2, 0, 1 })]
    internal void Pad_fills_as_its_mode_says(PadMode mode, int[] expected)
    {
        int[] x = [0, 1, 2],
            y = new int[8];
        fixed (
            int* px = x,
                py = y
        )
        {
            Pad.Run(px, py, [3], [3], [8], mode, 9);
        }

        Assert.Equal(expected, y);
    }

    [Fact]
    public void Negative_padding_cuts_and_two_axes_work_together()
    {
        int[] x = [1, 2, 3, 4, 5, 6],
            y = new int[4];
        fixed (
            int* px = x,
                py = y
        )
        {
            Pad.Run(px, py, [2, 3], [0, -2], [2, 2], PadMode.Constant, 0);
        }

        Assert.Equal([3, 0, 6, 0], y);
    }

    [Theory]
    [InlineData(PadMode.Constant)]
    [InlineData(PadMode.Reflect)]
    [InlineData(PadMode.Edge)]
    [InlineData(PadMode.Wrap)]
    internal void The_gradient_of_padding_is_the_slope(PadMode mode)
    {
        double[] x = Sample.Doubles(12, 1),
            dy = Sample.Doubles(6 * 8, 2),
            dx = new double[12];
        fixed (
            double* pdy = dy,
                pdx = dx
        )
        {
            Pad.Gradient(pdy, pdx, [3, 4], [1, 2], [6, 8], mode);
        }

        FiniteDifferences.Check(x, dy, Forward, dx);

        double[] Forward(double[] values)
        {
            var y = new double[6 * 8];
            fixed (
                double* px = values,
                    py = y
            )
            {
                Pad.Run(px, py, [3, 4], [1, 2], [6, 8], mode, 0.5);
            }

            return y;
        }
    }

    private static int[] Run(MovePlan plan, int[] source, int targetCount)
    {
        var target = new int[targetCount];
        Array.Fill(target, -1);
        fixed (
            int* s = source,
                t = target
        )
        {
            Move.Run(s, t, 4, plan);
        }

        return target;
    }
}
