using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class OptimizerTests
{
    public static TheoryData<int> Counts => [0, 1, 15, 16, 17, 100_003];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Sgd_agrees_with_the_reference(int count)
    {
        SgdSettings[] settings = [new(0.1, 0, false, 0), new(0.1, 0.9, false, 0.01), new(0.05, 0.9, true, 5e-4, 0.25)];
        foreach (var setting in settings)
        {
            var (w, g, v) = (Sample.Doubles(count, 1), Sample.Doubles(count, 2), Sample.Doubles(count, 3));
            using GuardedArray<float> weights = Of(w),
                gradients = Of(g),
                velocities = Of(v);
            fixed (
                double* pw = w,
                    pg = g,
                    pv = v
            )
            {
                Oracle.Sgd.Step(pw, pg, pv, count, setting);
            }

            var state = new float[count];
            var stepped = Threads.SameBits(count, (pool, result) =>
            {
                using GuardedArray<float> velocity = new(velocities.Span);
                weights.Span.CopyTo(new Span<float>(result, count));
                Sgd.Of(result, gradients.Pointer, velocity.Pointer, count, setting).Run(pool);
                state = velocity.ToArray();
            });
            Near.Check(w, stepped, 4, 4);
            Near.Check(v, state, 4, 4);
        }
    }

    [Fact]
    public void Sgd_without_momentum_needs_no_velocities()
    {
        using GuardedArray<float> weights = new([1, 2]),
            gradients = new([10, 20]);
        Threads.Two(pool => Sgd.Of(weights.Pointer, gradients.Pointer, null, 2, new SgdSettings(0.5, 0, false, 0)).Run(pool));
        Assert.Equal([-4, -8], weights.ToArray());
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void AdamW_agrees_with_the_reference(int count)
    {
        foreach (var step in (long[])[1, 2, 1000])
        {
            var setting = new AdamWSettings(1e-3, 0.9, 0.999, 1e-8, 0.05, step, 0.5);
            var (w, g, m, s) = (
                Sample.Doubles(count, 1),
                Sample.Doubles(count, 2),
                Sample.Doubles(count, 3),
                Array.ConvertAll(Sample.Doubles(count, 4), value => (double)(float)(value * value))
            );
            using GuardedArray<float> weights = Of(w),
                gradients = Of(g),
                means = Of(m),
                squares = Of(s);
            fixed (
                double* pw = w,
                    pg = g,
                    pm = m,
                    ps = s
            )
            {
                Oracle.AdamW.Step(pw, pg, pm, ps, count, setting);
            }

            float[] mean = [],
                square = [];
            var stepped = Threads.SameBits(count, (pool, result) =>
            {
                using GuardedArray<float> newMeans = new(means.Span),
                    newSquares = new(squares.Span);
                weights.Span.CopyTo(new Span<float>(result, count));
                AdamW.Of(result, gradients.Pointer, newMeans.Pointer, newSquares.Pointer, count, setting).Run(pool);
                (mean, square) = (newMeans.ToArray(), newSquares.ToArray());
            });
            Near.Check(w, stepped, 24, 4);
            Near.Check(m, mean, 4, 4);
            Near.Check(s, square, 4, 4);
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Sums_of_squares_and_scaling_agree_with_the_reference(int count)
    {
        var x = Sample.Doubles(count, 1);
        using var input = Of(x);
        double expected;
        fixed (double* px = x)
        {
            expected = Oracle.Norms.SumOfSquares(px, count);
            Oracle.Norms.Scale(px, count, 0.3f);
        }

        var sums = new List<double>();
        var scaled = Threads.SameBits(count, (pool, result) =>
        {
            sums.Add(Norms.SumOfSquares(pool, input.Pointer, count));
            input.Span.CopyTo(new Span<float>(result, count));
            Norms.Scale(pool, result, count, 0.3f);
        });
        Assert.Equal(expected, sums[0], expected * 1e-6);
        Assert.Single(sums.Distinct());
        Near.Check(x, scaled, 1);
    }

    [Theory]
    [InlineData(37, 51, 1)]
    [InlineData(1, 51, 37)]
    [InlineData(1, 300, 200)]
    [InlineData(3, 20, 17)]
    [InlineData(500, 1, 1)]
    [InlineData(0, 5, 1)]
    public void MaxNorm_agrees_with_the_reference(int outer, int size, int inner)
    {
        var along = new AlongAxis(outer, size, inner);
        // About half of the norms are above the limit.
        var limit = Math.Sqrt(size);
        var w = Sample.Doubles(along.Count, 1);
        using var weights = Of(w);
        fixed (double* pw = w)
        {
            Oracle.MaxNorm.Run(pw, along, limit);
        }

        var actual = Threads.SameBits(w.Length, (pool, result) =>
        {
            weights.Span.CopyTo(new Span<float>(result, w.Length));
            MaxNorm.Run(pool, result, along, limit);
        });
        Near.Check(w, actual, 8, 1);
    }

    private static GuardedArray<float> Of(double[] values) => new(Array.ConvertAll(values, value => (float)value));
}
