using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;
using Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class BinaryTests
{
    [Fact]
    public void A_row_and_a_column_make_a_table()
    {
        double[] column = [10, 20, 30],
            row = [1, 2],
            table = new double[6];
        fixed (
            double* a = column,
                b = row,
                y = table
        )
        {
            Binary.Run(new Add<double>(), a, b, y, LoopNest.Over([3, 2]).Dense().Broadcast([3, 1]).Broadcast([2]).Collapse());
        }

        Assert.Equal([11, 12, 21, 22, 31, 32], table);
    }

    [Fact]
    public void Arithmetic_on_floats_and_whole_numbers()
    {
        Assert.Equal([-4.0, 1.75], Run<double, double, Sub<double>>(default, [-1, 2], [3, 0.25]));
        Assert.Equal([-3.0, 0.5], Run<double, double, Mul<double>>(default, [-1, 2], [3, 0.25]));
        Assert.Equal([-0.5, double.PositiveInfinity], Run<double, double, Div<double>>(default, [-1, 2], [2, 0]));
        Assert.Equal([8.0, 0.5], Run<double, double, Pow<double>>(default, [2, 4], [3, -0.5]));
        Assert.Equal([-3L, 2], Run<long, long, Div<long>>(default, [-7, 7], [2, 3]));
        Assert.Equal([9], Run<int, int, Pow<int>>(default, [-3], [2]));
        Assert.Equal([1L, -5], Run<long, long, Min<long>>(default, [1, 2], [3, -5]));
        Assert.Equal([3.0, double.NaN], Run<double, double, Max<double>>(default, [1, double.NaN], [3, -5]));
    }

    [Fact]
    public void Comparisons_with_NaN_are_false()
    {
        double[] a = [1, 2, 3, double.NaN],
            b = [2, 2, 2, double.NaN];
        Assert.Equal([false, true, false, false], Run<double, bool, Equal<double>>(default, a, b));
        Assert.Equal([true, false, false, false], Run<double, bool, Less<double>>(default, a, b));
        Assert.Equal([true, true, false, false], Run<double, bool, LessOrEqual<double>>(default, a, b));
        Assert.Equal([false, false, true, false], Run<double, bool, Greater<double>>(default, a, b));
        Assert.Equal([false, true, true, false], Run<double, bool, GreaterOrEqual<double>>(default, a, b));
    }

    [Fact]
    public void Logic_has_the_truth_tables()
    {
        bool[] a = [false, false, true, true],
            b = [false, true, false, true];
        Assert.Equal([false, false, false, true], Run<bool, bool, And>(default, a, b));
        Assert.Equal([false, true, true, true], Run<bool, bool, Or>(default, a, b));
        Assert.Equal([false, true, true, false], Run<bool, bool, Xor>(default, a, b));
    }

    [Fact]
    public void A_whole_number_divided_by_0_is_an_error_with_a_way_out() =>
        Assert.Contains(
            "Cast to a float",
            Assert.Throws<DecantException>(() => Run<int, int, Div<int>>(default, [1], [0])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Where_chooses_with_broadcasting()
    {
        bool[] condition = [true, false];
        int[] a = [1, 2, 3, 4],
            b = [9],
            y = new int[4];
        fixed (bool* c = condition)
        fixed (
            int* pa = a,
                pb = b,
                py = y
        )
        {
            Where.Run(c, pa, pb, py, LoopNest.Over([2, 2]).Dense().Broadcast([2, 1]).Broadcast([2, 2]).Broadcast([1]));
        }

        Assert.Equal([1, 2, 9, 9], y);
    }

    private static TOut[] Run<TIn, TOut, TFormula>(TFormula formula, TIn[] a, TIn[] b)
        where TIn : unmanaged
        where TOut : unmanaged
        where TFormula : struct, IBinaryFormula<TIn, TOut>
    {
        var y = new TOut[a.Length];
        fixed (
            TIn* pa = a,
                pb = b
        )
        fixed (TOut* py = y)
        {
            Binary.Run(formula, pa, pb, py, a.Length);
        }

        return y;
    }
}
