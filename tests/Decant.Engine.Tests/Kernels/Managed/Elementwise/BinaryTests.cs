using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;
using Oracle = Decant.Engine.Kernels.Reference;
using OracleFormulas = Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class BinaryTests
{
    /// <summary>Result, left and right shapes: every way in which two tensors meet.</summary>
    public static TheoryData<int[], int[], int[]> Shapes =>
        new()
        {
            { [], [], [] },
            { [0], [0], [1] },
            { [3, 0, 2], [3, 1, 2], [1, 0, 1] },
            { [17], [17], [17] },
            { [100_003], [100_003], [1] },
            { [100_003], [], [100_003] },
            { [70, 513], [70, 513], [70, 513] },
            { [128, 10], [128, 10], [10] },
            { [128, 10], [10], [128, 10] },
            { [333, 129], [333, 129], [333, 1] },
            { [333, 129], [333, 1], [1, 129] },
            { [5, 16, 7, 9], [5, 16, 7, 9], [16, 1, 1] },
            { [5, 16, 7, 9], [1, 16, 1, 1], [5, 16, 7, 9] },
            { [2, 70_001], [70_001], [2, 1] },
            { [2, 3, 4, 5, 6], [2, 1, 4, 1, 6], [3, 1, 5, 1] },
            { [2, 1, 3, 1, 2, 1, 3, 5], [2, 1, 3, 1, 1, 1, 3, 5], [2, 1, 1, 1, 2, 1, 1, 5] },
            { [1, 1, 1], [1], [1, 1] },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Subtraction_with_broadcasting_agrees_with_the_reference(int[] result, int[] left, int[] right) =>
        Agree(new Sub(), new OracleFormulas.Sub<double>(), result, left, right);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Division_with_broadcasting_agrees_with_the_reference(int[] result, int[] left, int[] right) =>
        Agree(new Div(), new OracleFormulas.Div<double>(), result, left, right);

    [Fact]
    public void Every_formula_agrees_with_the_reference()
    {
        int[] shape = [37, 21];
        Agree(new Add(), new OracleFormulas.Add<double>(), shape, shape, [21]);
        Agree(new Mul(), new OracleFormulas.Mul<double>(), shape, shape, [37, 1]);
        Agree(new Min(), new OracleFormulas.Min<double>(), shape, shape, shape);
        Agree(new Max(), new OracleFormulas.Max<double>(), shape, shape, [1]);
    }

    [Fact]
    public void NaN_passes_through_minimum_and_maximum()
    {
        using GuardedArray<float> a = new([float.NaN, 1, float.NaN, 0f]),
            b = new([1, float.NaN, float.NaN, -0f]);
        var least = Threads.SameBits(4, (pool, y) => Binary.Run(pool, new Min(), a.Pointer, b.Pointer, y, 4));
        var most = Threads.SameBits(4, (pool, y) => Binary.Run(pool, new Max(), a.Pointer, b.Pointer, y, 4));
        Assert.Equal([float.NaN, float.NaN, float.NaN, -0f], least);
        Assert.Equal([float.NaN, float.NaN, float.NaN, 0f], most);
    }

    private static void Agree<TFormula, TOracle>(TFormula formula, TOracle oracle, int[] result, int[] left, int[] right)
        where TFormula : unmanaged, IBinaryFormula
        where TOracle : struct, Oracle.IBinaryFormula<double, double>
    {
        var count = Count(result);
        float[] a = Floats(Count(left), 1),
            b = Floats(Count(right), 2);
        var nest = LoopNest.Over(result).Dense().Broadcast(left).Broadcast(right);
        double[] aWide = Near.Widen(a),
            bWide = Near.Widen(b),
            expected = new double[count];
        fixed (
            double* pa = aWide,
                pb = bWide,
                pe = expected
        )
        {
            // The reference walks the nest as it is written down, the kernel the collapsed one.
            if (result.Length > 0)
            {
                Oracle.Binary.Run(oracle, pa, pb, pe, nest);
            }
            else
            {
                Oracle.Binary.Run(oracle, pa, pb, pe, 1);
            }
        }

        using GuardedArray<float> leftArray = new(a),
            rightArray = new(b);
        var actual = Threads.SameBits(count, (pool, y) =>
            Binary.Run(pool, formula, leftArray.Pointer, rightArray.Pointer, y, nest.Collapse())
        );
        Near.Check(expected, actual, 1);
    }

    private static float[] Floats(int count, ulong seed) => Array.ConvertAll(Sample.Doubles(count, seed), value => (float)value);

    private static int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);
}
