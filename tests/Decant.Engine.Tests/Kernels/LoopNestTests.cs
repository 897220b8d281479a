using Decant.Engine.Kernels;

namespace Decant.Engine.Tests.Kernels;

public sealed class LoopNestTests
{
    [Fact]
    public void A_broadcast_operand_stands_still_along_its_axes_of_size_1()
    {
        var nest = LoopNest.Over([2, 3, 4]).Dense().Broadcast([3, 1]);
        Assert.Equal([12L, 4, 1], Strides(nest, 0));
        Assert.Equal([0L, 1, 0], Strides(nest, 1));
    }

    [Fact]
    public void Axes_that_every_operand_crosses_without_a_jump_become_one()
    {
        var nest = LoopNest.Over([2, 1, 3, 4, 5]).Dense().Broadcast([4, 5]).Collapse();
        Assert.Equal(2, nest.Rank);
        Assert.Equal([6, 20], Sizes(nest));
        Assert.Equal([20L, 1], Strides(nest, 0));
        Assert.Equal([0L, 1], Strides(nest, 1));
    }

    [Fact]
    public void A_scalar_becomes_one_axis_of_size_1()
    {
        var nest = LoopNest.Over([]).Dense().Broadcast([]).Collapse();
        Assert.Equal((1, 1, 1L), (nest.Rank, nest.Inner, nest.Rows));
    }

    [Fact]
    public void Axes_whose_product_leaves_an_int_stay_apart()
    {
        var nest = LoopNest.Over([100_000, 100_000]).Dense().Collapse();
        Assert.Equal([100_000, 100_000], Sizes(nest));
    }

    [Fact]
    public void An_empty_tensor_has_no_rows()
    {
        Assert.Equal(0, LoopNest.Over([5, 0]).Dense().Rows);
        Assert.Equal(0, LoopNest.Over([0, 5]).Dense().Rows);
    }

    [Fact]
    public void The_cursor_of_every_row_is_where_steps_from_the_start_lead()
    {
        var nest = LoopNest.Over([3, 2, 4, 5]).Dense().Broadcast([3, 1, 4, 1]).Strided([-40L, 20, 0, 7]);
        var walking = nest.At(0);
        for (long row = 0; row < nest.Rows; row++, nest.Next(ref walking))
        {
            var jumped = nest.At(row);
            var (i, j, k) = (row / 8, row / 4 % 2, row % 4);
            Assert.Equal(((row * 5), (i * 4) + k, (i * -40) + (j * 20)), (walking.Offset[0], walking.Offset[1], walking.Offset[2]));
            Assert.Equal((jumped.Offset[0], jumped.Offset[1], jumped.Offset[2]), (walking.Offset[0], walking.Offset[1], walking.Offset[2]));
        }
    }

    [Fact]
    public void Nine_axes_are_too_many() =>
        Assert.Contains(
            "at most 8 axes, received 9",
            Assert.Throws<DecantException>(() => LoopNest.Over([1, 1, 1, 1, 1, 1, 1, 1, 1])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Shapes_that_do_not_broadcast_are_refused() => Assert.Throws<ArgumentException>(() => LoopNest.Over([2, 3]).Broadcast([2]));

    [Fact]
    public void The_inverse_of_a_broadcast_reduces_the_repeated_axes()
    {
        var plan = ReductionPlan.To([2, 3, 4, 1], [3, 1, 1]);
        Assert.Equal(8, plan.ElementsPerResult);
        Assert.Equal(3, plan.Kept.Inner);
        Assert.Equal(4, plan.Kept.InnerStride(1));
    }

    private static int[] Sizes(LoopNest nest) => [.. Enumerable.Range(0, nest.Rank).Select(axis => nest.Sizes[axis])];

    private static long[] Strides(LoopNest nest, int operand) =>
        [.. Enumerable.Range(0, nest.Rank).Select(axis => nest.Stride(operand, axis))];
}
