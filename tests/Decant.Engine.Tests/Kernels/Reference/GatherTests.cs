using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;
using Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class GatherTests
{
    // [2, 3, 2]
    private static readonly AlongAxis s_along = new(2, 3, 2);
    private static readonly double[] s_x = [0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121];

    [Fact]
    public void Gather_takes_slices_and_counts_negative_indices_from_the_end()
    {
        Assert.Equal([20, 21, 0, 1, 120, 121, 100, 101], Take(s_x, [-1L, 0]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-4)]
    public void An_index_outside_the_axis_says_the_range(long index)
    {
        var message = Assert.Throws<DecantException>(() => Take(s_x, [index])).Message;
        Assert.Contains($"Gather: expected indices from -3 to 2, received {index}.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gradient_of_Gather_adds_up_what_was_taken_twice()
    {
        long[] indices = [-1, 0, 2];
        double[] dy = Sample.Doubles(12, 1),
            dx = new double[12];
        fixed (
            double* pdy = dy,
                pdx = dx
        )
        fixed (long* pi = indices)
        {
            Gather.Gradient(pdy, pi, pdx, s_along, 3);
        }

        FiniteDifferences.Check(s_x, dy, x => Take(x, indices), dx);
    }

    [Fact]
    public void GatherElements_follows_the_indices_along_one_axis()
    {
        // The example of the ONNX standard: axis 1 of [[1, 2], [3, 4]].
        Assert.Equal([1, 1, 4, 3], TakeElements([1, 2, 3, 4], [0, 0, -1, 0], [2, 2], [2, 2], 1));
        Assert.Equal([2, 4], TakeElements([1, 2, 3, 4], [1, -1], [2, 2], [2, 1], 1));
    }

    [Fact]
    public void ScatterAdd_is_the_gradient_of_GatherElements()
    {
        int[] indices = [0, 0, -1, 1, 2, 2];
        double[] x = Sample.Doubles(9, 1),
            dy = Sample.Doubles(6, 2),
            dx = new double[9];
        fixed (
            double* pdy = dy,
                pdx = dx
        )
        fixed (int* pi = indices)
        {
            GatherElements.ScatterAdd(pdy, pi, pdx, [3, 3], [3, 2], 1);
        }

        FiniteDifferences.Check(x, dy, values => TakeElements(values, indices, [3, 3], [3, 2], 1), dx);
    }

    [Fact]
    public void Scatter_writes_and_the_last_one_stays()
    {
        double[] updates = [1, 2, 3],
            target = [9, 9, 9];
        int[] indices = [0, 2, 0];
        fixed (
            double* u = updates,
                t = target
        )
        fixed (int* pi = indices)
        {
            GatherElements.Scatter(default(Second<double>), u, pi, t, [3], [3], 0);
        }

        Assert.Equal([3, 9, 2], target);
    }

    [Fact]
    public void OneHot_leaves_a_line_of_off_for_an_index_outside()
    {
        long[] indices = [1, -1, 5];
        var y = new float[9];
        fixed (long* pi = indices)
        fixed (float* py = y)
        {
            OneHot.Run(pi, py, new AlongAxis(3, 3, 1), 0, 2);
        }

        Assert.Equal([0, 2, 0, 0, 0, 2, 0, 0, 0], y);
    }

    [Fact]
    public void CumSum_runs_both_ways_with_or_without_the_element_itself()
    {
        Assert.Equal([1, 3, 6], Sums(false, false));
        Assert.Equal([0, 1, 3], Sums(true, false));
        Assert.Equal([6, 5, 3], Sums(false, true));
        Assert.Equal([5, 3, 0], Sums(true, true));

        static int[] Sums(bool exclusive, bool reverse)
        {
            int[] x = [1, 2, 3];
            fixed (int* p = x)
            {
                CumSum.Run(p, p, new AlongAxis(1, 3, 1), exclusive, reverse);
            }

            return x;
        }
    }

    [Fact]
    public void TopK_is_sorted_and_takes_the_lower_index_of_equal_ones()
    {
        double[] x = [3, 7, 3, double.NaN, 7, -1],
            values = new double[4];
        var indices = new long[4];
        fixed (
            double* px = x,
                pv = values
        )
        fixed (long* pi = indices)
        {
            TopK.Run(px, pv, pi, new AlongAxis(1, 6, 1), 4, largest: true);
            Assert.Equal([double.NaN, 7, 7, 3], values);
            Assert.Equal([3, 1, 4, 0], indices);
            TopK.Run(px, pv, pi, new AlongAxis(1, 6, 1), 4, largest: false);
            Assert.Equal([-1, 3, 3, 7], values);
            Assert.Equal([5, 0, 2, 1], indices);
            TopK.Run(px, pv, pi, new AlongAxis(1, 2, 3), 1, largest: true);
            Assert.Equal([double.NaN, 7, 3], values[..3]);
            Assert.Equal([1, 0, 0], indices[..3]);
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void TopK_of_many_is_the_beginning_of_a_stable_sort(int k, bool largest)
    {
        const int Size = 61,
            Inner = 2;
        var x = Enumerable.Range(0, Size * Inner).Select(i => i % 17 == 0 ? double.NaN : i * i % 13).ToArray();
        var (values, indices) = (new double[k * Inner], new long[k * Inner]);
        fixed (
            double* px = x,
                pv = values
        )
        fixed (long* pi = indices)
        {
            TopK.Run(px, pv, pi, new AlongAxis(1, Size, Inner), k, largest);
        }

        for (var inner = 0; inner < Inner; inner++)
        {
            var numbers = Enumerable.Range(0, Size).Select(position => x[(position * Inner) + inner]).ToArray();
            var order = Enumerable
                .Range(0, Size)
                .OrderBy(position => (double.IsNaN(numbers[position]) ? double.PositiveInfinity : numbers[position]) * (largest ? -1 : 1))
                .Take(k)
                .ToArray();
            Assert.Equal(order, Enumerable.Range(0, k).Select(i => (int)indices[(i * Inner) + inner]));
            Assert.Equal(order.Select(position => numbers[position]), Enumerable.Range(0, k).Select(i => values[(i * Inner) + inner]));
        }
    }

    private static double[] Take(double[] x, long[] indices)
    {
        var y = new double[2 * indices.Length * 2];
        fixed (
            double* px = x,
                py = y
        )
        fixed (long* pi = indices)
        {
            Gather.Run(px, pi, py, sizeof(double), s_along, indices.Length);
        }

        return y;
    }

    private static double[] TakeElements(double[] x, int[] indices, int[] sizes, int[] indexSizes, int axis)
    {
        var y = new double[indices.Length];
        fixed (
            double* px = x,
                py = y
        )
        fixed (int* pi = indices)
        {
            GatherElements.Run(px, pi, py, sizes, indexSizes, axis);
        }

        return y;
    }
}
