using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class LayerNormalizationTests
{
    private const double Epsilon = 1e-5;

    /// <summary>Rows, columns, whether there are scale and bias.</summary>
    public static TheoryData<int, int, bool> Shapes =>
        new()
        {
            { 0, 8, true },
            { 1, 1, true },
            { 3, 2, true },
            { 5, 15, true },
            { 7, 16, false },
            { 9, 17, true },
            { 130, 64, true },
            { 700, 129, false },
            { 3, 5000, true },
            { 2000, 33, true },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_agree_with_the_reference(int rows, int columns, bool withScale)
    {
        double[] x = Sample.Doubles(rows * columns, 1),
            scale = Sample.Doubles(columns, 2),
            bias = Sample.Doubles(columns, 3);
        double[] y = new double[x.Length],
            mean = new double[rows],
            inverse = new double[rows];
        fixed (
            double* px = x,
                ps = scale,
                pb = bias,
                py = y,
                pm = mean,
                pi = inverse
        )
        {
            Oracle.LayerNormalization.Run(px, withScale ? ps : null, withScale ? pb : null, py, pm, pi, rows, columns, Epsilon);
        }

        using GuardedArray<float> guardedX = Floats(x),
            guardedScale = Floats(scale),
            guardedBias = Floats(bias);
        // Results one after the other: y, mean, r.
        var actual = Threads.SameBits(x.Length + (2 * rows), (pool, result) =>
            LayerNormalization.Run(
                pool,
                guardedX.Pointer,
                withScale ? guardedScale.Pointer : null,
                withScale ? guardedBias.Pointer : null,
                result,
                result + x.Length,
                result + x.Length + rows,
                rows,
                columns,
                Epsilon
            )
        );
        // Where a row's deviation is small, r multiplies the rounding of its mean.
        var size = 4 * inverse.DefaultIfEmpty(0).Max();
        Near.Check(y, actual.AsSpan(0, x.Length), 32, size);
        Near.Check(mean, actual.AsSpan(x.Length, rows), 8, 2);
        Near.Check(inverse, actual.AsSpan(x.Length + rows), 32, size);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Derivatives_agree_with_the_reference(int rows, int columns, bool withScale)
    {
        double[] x = Sample.Doubles(rows * columns, 1),
            dy = Sample.Doubles(rows * columns, 2),
            scale = Sample.Doubles(columns, 3);
        double[] mean = Sample.Doubles(rows, 4),
            inverse = Array.ConvertAll(Sample.Doubles(rows, 5), value => (double)(float)(Math.Abs(value) + 0.25));
        double[] dx = new double[x.Length],
            dscale = new double[columns],
            dbias = new double[columns];
        fixed (
            double* px = x,
                pdy = dy,
                ps = scale,
                pm = mean,
                pi = inverse,
                pdx = dx,
                pds = dscale,
                pdb = dbias
        )
        {
            Oracle.LayerNormalization.Gradient(pdy, px, pm, pi, withScale ? ps : null, pdx, pds, pdb, rows, columns);
        }

        using GuardedArray<float> guardedX = Floats(x),
            guardedDy = Floats(dy),
            guardedScale = Floats(scale),
            guardedMean = Floats(mean),
            guardedInverse = Floats(inverse);
        // Results one after the other: dx, dscale, dbias.
        var actual = Threads.SameBits(x.Length + (2 * columns), (pool, result) =>
            LayerNormalizationGradient.Run(
                pool,
                guardedDy.Pointer,
                guardedX.Pointer,
                guardedMean.Pointer,
                guardedInverse.Pointer,
                withScale ? guardedScale.Pointer : null,
                result,
                result + x.Length,
                result + x.Length + columns,
                rows,
                columns
            )
        );
        Near.Check(dx, actual.AsSpan(0, x.Length), 64, 100);
        Near.Check(dscale, actual.AsSpan(x.Length, columns), 64, 16 * Math.Sqrt(rows + 1));
        Near.Check(dbias, actual.AsSpan(x.Length + columns), 64, 4 * Math.Sqrt(rows + 1));
    }

    [Fact]
    public void A_far_mean_does_not_swallow_the_variance()
    {
        var x = Array.ConvertAll(Sample.Doubles(1024, 1), value => (float)((value * 0.01) + 1000));
        using GuardedArray<float> input = new(x),
            statistics = new(2);
        _ = Threads.SameBits(1024, (pool, y) =>
            LayerNormalization.Run(pool, input.Pointer, null, null, y, statistics.Pointer, statistics.Pointer + 1, 1, 1024, 1e-12)
        );
        var mean = x.Average(value => (double)value);
        var deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)));
        Assert.Equal(1 / deviation, statistics.Span[1], 1e-2 / deviation);
    }

    private static GuardedArray<float> Floats(double[] values) => new(Array.ConvertAll(values, value => (float)value));
}
