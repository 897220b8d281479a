using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;
using Oracle = Decant.Engine.Kernels.Reference;
using OracleFormulas = Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class ReduceTests
{
    /// <summary>Shapes and the axes that vanish.</summary>
    public static TheoryData<int[], int[]> Cases =>
        new()
        {
            { [1], [0] },
            { [7], [0] },
            { [0], [0] },
            { [3, 0], [1] },
            { [0, 3], [1] },
            { [0, 3], [0] },
            { [100_003], [0] },
            { [3, 5], [] },
            { [128, 10], [1] },
            { [128, 10], [0] },
            { [500, 1], [1] },
            { [17, 63], [1] },
            { [17, 65], [0] },
            { [3, 70_001], [1] },
            { [5000, 16], [0] },
            { [9000, 3], [0] },
            { [40, 1200], [0] },
            { [2, 9, 11, 16], [0, 1, 2] },
            { [6, 16, 9, 11], [0, 2, 3] },
            { [6, 16, 200, 200], [0, 2, 3] },
            { [6, 16, 9, 11], [2, 3] },
            { [6, 50, 17], [1] },
            { [3, 2000, 40], [1] },
            { [4, 5, 6, 7], [0, 2] },
            { [4, 5, 6, 7], [1, 3] },
            { [4, 5, 6, 7], [0, 3] },
            { [2, 3, 2, 3, 2, 3, 2, 3], [1, 3, 5] },
            { [2, 3, 2, 3, 2, 3, 2, 3], [0, 2, 4, 6] },
            { [4, 5, 6], [0, 1, 2] },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sums_agree_with_the_reference(int[] sizes, int[] axes) => Agree(new Sum(), new OracleFormulas.Sum<double>(), sizes, axes);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Largest_elements_agree_with_the_reference(int[] sizes, int[] axes) =>
        Agree(new Largest(), new OracleFormulas.Largest<double>(), sizes, axes);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logarithms_of_sums_of_exponentials_agree_with_the_reference(int[] sizes, int[] axes)
    {
        var plan = ReductionPlan.Over(sizes, axes);
        var x = Floats(sizes);
        var wide = Near.Widen(x);
        var expected = new double[Results(plan)];
        fixed (
            double* px = wide,
                pe = expected
        )
        {
            Oracle.Reduce.LogSumExp(px, pe, plan);
        }

        using var input = new GuardedArray<float>(x);
        // The fall-back for scattered elements adds one after the other: as many roundings as elements.
        Near.Check(
            expected,
            Threads.SameBits(expected.Length, (pool, y) => LogSumExp.Run(pool, input.Pointer, y, plan)),
            8,
            4 + Math.Sqrt(plan.ElementsPerResult)
        );
    }

    [Fact]
    public void Every_formula_agrees_with_the_reference()
    {
        foreach (var axis in (int[])[0, 1])
        {
            Agree(new Mean(), new OracleFormulas.Mean<double>(), [37, 43], [axis]);
            Agree(new Product(), new OracleFormulas.Product<double>(), [37, 43], [axis]);
            Agree(new SumSquare(), new OracleFormulas.SumSquare<double>(), [37, 43], [axis]);
            Agree(new L2(), new OracleFormulas.L2<double>(), [37, 43], [axis]);
            Agree(new L1(), new OracleFormulas.L1<double>(), [37, 43], [axis]);
            Agree(new Smallest(), new OracleFormulas.Smallest<double>(), [37, 43], [axis]);
        }
    }

    [Fact]
    public void NaN_is_the_largest_and_the_smallest()
    {
        using var x = new GuardedArray<float>([1, float.NaN, 3, 4, 5, 6]);
        var plan = ReductionPlan.Over([2, 3], [1]);
        Assert.Equal([float.NaN, 6], Threads.SameBits(2, (pool, y) => Reduce.Run(pool, new Largest(), x.Pointer, y, plan)));
        Assert.Equal([float.NaN, 4], Threads.SameBits(2, (pool, y) => Reduce.Run(pool, new Smallest(), x.Pointer, y, plan)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sample_has_the_same_bits_alone_and_in_a_batch(int axis)
    {
        int[] sizes = [9, 333, 70];
        var x = Floats(sizes);
        using var batch = new GuardedArray<float>(x);
        var plan = ReductionPlan.Over(sizes, [axis]);
        var together = Threads.SameBits(Results(plan), (pool, y) => Reduce.Run(pool, new Sum(), batch.Pointer, y, plan));
        var perSample = together.Length / 9;
        for (var n = 0; n < 9; n++)
        {
            var offset = n * 333 * 70;
            var alone = Threads.SameBits(perSample, (pool, y) =>
                Reduce.Run(pool, new Sum(), batch.Pointer + offset, y, ReductionPlan.Over([1, 333, 70], [axis]))
            );
            Assert.Equal(Threads.Bits(alone), Threads.Bits(together).Slice(n * perSample, perSample));
        }
    }

    private static void Agree<TFormula, TOracle>(TFormula formula, TOracle oracle, int[] sizes, int[] axes)
        where TFormula : unmanaged, IReductionFormula
        where TOracle : struct, Oracle.IReductionFormula<double>
    {
        var plan = ReductionPlan.Over(sizes, axes);
        var x = Floats(sizes);
        var wide = Near.Widen(x);
        var expected = new double[Results(plan)];
        fixed (
            double* px = wide,
                pe = expected
        )
        {
            Oracle.Reduce.Run(oracle, px, pe, plan);
        }

        using var input = new GuardedArray<float>(x);
        var actual = Threads.SameBits(expected.Length, (pool, y) => Reduce.Run(pool, formula, input.Pointer, y, plan));
        Near.Check(expected, actual, 60, Math.Sqrt(plan.ElementsPerResult));
    }

    private static int Results(ReductionPlan plan) => (int)(plan.Kept.Rows * plan.Kept.Inner);

    private static float[] Floats(int[] sizes) =>
        Array.ConvertAll(Sample.Doubles(sizes.Aggregate(1, (product, size) => product * size), 5), value => (float)value);
}
