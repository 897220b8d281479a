using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;
using Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class ReduceTests
{
    // [[1, −2, 3], [4, 0, −6]]
    private static readonly double[] s_table = [1, -2, 3, 4, 0, -6];

    [Fact]
    public void Every_formula_on_a_small_table()
    {
        Assert.Equal([2, -2], Run(new Sum<double>(), [1]));
        Assert.Equal([5, -2, -3], Run(new Sum<double>(), [0]));
        Assert.Equal([0], Run(new Sum<double>(), [0, -1]));
        Assert.Equal(s_table, Run(new Sum<double>(), []));
        Assert.Equal([2.5, -1, -1.5], Run(new Mean<double>(), [0]));
        Assert.Equal([-6, 0], Run(new Product<double>(), [1]));
        Assert.Equal([17, 4, 45], Run(new SumSquare<double>(), [0]));
        Assert.Equal([Math.Sqrt(14), Math.Sqrt(52)], Run(new L2<double>(), [1]));
        Assert.Equal([6, 10], Run(new L1<double>(), [1]));
        Assert.Equal([4, 0, 3], Run(new Largest<double>(), [0]));
        Assert.Equal([-2, -6], Run(new Smallest<double>(), [1]));
    }

    [Fact]
    public void The_inverse_of_a_broadcast_adds_up_the_copies()
    {
        var y = new double[2];
        fixed (
            double* px = s_table,
                py = y
        )
        {
            Reduce.Run(new Sum<double>(), px, py, ReductionPlan.To([2, 3], [2, 1]));
        }

        Assert.Equal([2, -2], y);
    }

    [Fact]
    public void LogSumExp_of_large_and_infinite_numbers()
    {
        double[] x = [1000, 1000, double.NegativeInfinity, double.NegativeInfinity, 1, double.PositiveInfinity],
            y = new double[3];
        fixed (
            double* px = x,
                py = y
        )
        {
            Reduce.LogSumExp(px, py, ReductionPlan.Over([3, 2], [1]));
        }

        Assert.Equal([1000 + Math.Log(2), double.NegativeInfinity, double.PositiveInfinity], y);
    }

    [Fact]
    public void Whole_numbers_are_reduced_too()
    {
        long[] x = [1L << 60, 3, -5],
            y = new long[1];
        fixed (
            long* px = x,
                py = y
        )
        {
            Reduce.Run(new Sum<long>(), px, py, ReductionPlan.Over([3], [0]));
            Assert.Equal((1L << 60) - 2, y[0]);
            Reduce.Run(new Largest<long>(), px, py, ReductionPlan.Over([3], [0]));
            Assert.Equal(1L << 60, y[0]);
            Reduce.Run(new Smallest<long>(), px, py, ReductionPlan.Over([0], [0]));
            Assert.Equal(long.MaxValue, y[0]);
        }
    }

    [Fact]
    public void ArgMax_takes_the_first_or_the_last_of_equal_ones_and_NaN_before_everything()
    {
        double[] x = [1, 3, 3, 2, double.NaN, 5, 0, 0, 0];
        var y = new long[3];
        fixed (double* px = x)
        fixed (long* py = y)
        {
            ArgMax.Largest(px, py, new AlongAxis(3, 3, 1));
            Assert.Equal([1, 1, 0], y);
            ArgMax.Largest(px, py, new AlongAxis(3, 3, 1), last: true);
            Assert.Equal([2, 1, 2], y);
            ArgMax.Smallest(px, py, new AlongAxis(1, 3, 3));
            Assert.Equal([2, 1, 2], y);
        }
    }

    private static double[] Run<TFormula>(TFormula formula, int[] axes)
        where TFormula : struct, IReductionFormula<double>
    {
        var plan = ReductionPlan.Over([2, 3], axes);
        var y = new double[plan.Kept.Rows * plan.Kept.Inner];
        fixed (
            double* px = s_table,
                py = y
        )
        {
            Reduce.Run(formula, px, py, plan);
        }

        return y;
    }
}
