using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class SoftmaxDivergenceTests
{
    public static TheoryData<int, int, double> Cases =>
        new()
        {
            { 0, 10, 1 },
            { 1, 1, 1 },
            { 7, 10, 4 },
            { 5, 15, 20 },
            { 5, 16, 0.5 },
            { 5, 17, 4 },
            { 900, 33, 2 },
            { 3, 50_000, 1 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Divergence_and_gradient_agree_with_the_reference(int rows, int columns, double temperature)
    {
        float[] x = Logits(rows * columns, 1),
            y = Logits(rows * columns, 2),
            dD = Logits(rows, 3);
        double[] expected = new double[rows],
            sums = new double[4 * rows],
            gradient = new double[x.Length];
        fixed (
            double* px = Near.Widen(x),
                py = Near.Widen(y),
                pd = Near.Widen(dD),
                pe = expected,
                ps = sums,
                pg = gradient
        )
        {
            Oracle.SoftmaxDivergence.Run(px, py, temperature, pe, ps, rows, columns);
            Oracle.SoftmaxDivergence.Gradient(pd, px, py, temperature, ps, null, pg, rows, columns);
        }

        using GuardedArray<float> guardedX = new(x),
            guardedY = new(y),
            guardedD = new(dD),
            guardedSums = new(new float[4 * rows]);
        var divergence = Threads.SameBits(rows, (pool, d) =>
            SoftmaxDivergence.Run(pool, guardedX.Pointer, guardedY.Pointer, temperature, d, guardedSums.Pointer, rows, columns)
        );
        // A single lane sums a row in one chain: more roundings than sixteen side by side.
        Near.Check(expected, divergence, 12);
        var slope = Threads.SameBits(x.Length, (pool, dy) =>
            SoftmaxDivergence.Gradient(
                pool,
                guardedD.Pointer,
                guardedX.Pointer,
                guardedY.Pointer,
                temperature,
                guardedSums.Pointer,
                null,
                dy,
                rows,
                columns
            )
        );
        Near.Check(gradient, slope, 200, 1);
    }

    [Theory]
    [InlineData(7, 10)]
    [InlineData(3, 40)]
    public void Whatever_else_is_added_to_the_gradient_may_lie_where_the_sum_goes(int rows, int columns)
    {
        float[] x = Logits(rows * columns, 1),
            y = Logits(rows * columns, 2),
            dD = Logits(rows, 3),
            summand = Logits(rows * columns, 4);
        using GuardedArray<float> guardedX = new(x),
            guardedY = new(y),
            guardedD = new(dD),
            guardedSums = new(new float[4 * rows]);
        Threads.SameBits(rows, (pool, d) =>
            SoftmaxDivergence.Run(pool, guardedX.Pointer, guardedY.Pointer, 4, d, guardedSums.Pointer, rows, columns)
        );
        float[] Gradient(bool isAdded) => Threads.SameBits(x.Length, (pool, dy) =>
            {
                summand.CopyTo(new Span<float>(dy, summand.Length));
                SoftmaxDivergence.Gradient(
                    pool,
                    guardedD.Pointer,
                    guardedX.Pointer,
                    guardedY.Pointer,
                    4,
                    guardedSums.Pointer,
                    isAdded ? dy : null,
                    dy,
                    rows,
                    columns
                );
            });
        Assert.Equal(Gradient(isAdded: false).Zip(summand, (a, b) => a + b), Gradient(isAdded: true));
    }

    [Fact]
    public void Nearly_equal_logits_keep_their_small_divergence()
    {
        // To second order D = ½·Σ p·δ² − ½·(Σ p·δ)²; with p = (½, ½) and δ = (2⁻¹⁰, 0): 2⁻²³.
        using GuardedArray<float> x = new([0, 0]),
            y = new([1f / 1024, 0]),
            sums = new(new float[4]);
        var divergence = Threads.SameBits(1, (pool, d) => SoftmaxDivergence.Run(pool, x.Pointer, y.Pointer, 1, d, sums.Pointer, 1, 2));
        Assert.Equal(Math.ScaleB(1, -23), divergence[0], 1e-12);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void A_class_that_is_impossible_for_the_teacher_adds_nothing(int columns)
    {
        var x = new float[columns];
        (x[0], x[columns - 1]) = (float.NegativeInfinity, float.NegativeInfinity);
        using GuardedArray<float> guardedX = new(x),
            guardedY = new(new float[columns]),
            sums = new(new float[4]);
        var divergence = Threads.SameBits(1, (pool, d) =>
            SoftmaxDivergence.Run(pool, guardedX.Pointer, guardedY.Pointer, 1, d, sums.Pointer, 1, columns)
        );
        Assert.Equal(Math.Log(columns / (columns - 2.0)), divergence[0], 1e-6);
    }

    private static float[] Logits(int count, ulong seed) => Array.ConvertAll(Sample.Doubles(count, seed), value => (float)(5 * value));
}
