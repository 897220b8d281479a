using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class BatchNormalizationTests
{
    private const double Epsilon = 1e-5,
        Momentum = 0.9;

    /// <summary>Outer, channels, inner.</summary>
    public static TheoryData<int, int, int> Shapes =>
        new()
        {
            { 1, 1, 1 },
            { 2, 3, 1 },
            { 33, 10, 1 },
            { 5000, 16, 1 },
            { 9001, 17, 1 },
            { 700, 64, 1 },
            { 129, 130, 1 },
            { 1, 4, 3 },
            { 4, 3, 49 },
            { 16, 16, 256 },
            { 7, 5, 2001 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Training_agrees_with_the_reference(int outer, int channels, int inner)
    {
        var shape = new AlongAxis(outer, channels, inner);
        var t = new Trial(shape);
        double[] y = new double[t.X.Length],
            mean = new double[channels],
            inverse = new double[channels];
        double[] newMean = new double[channels],
            newVariance = new double[channels];
        fixed (
            double* x = t.X,
                scale = t.Scale,
                bias = t.Bias,
                oldMean = t.Mean,
                oldVariance = t.Variance
        )
        fixed (
            double* py = y,
                pm = mean,
                pi = inverse,
                pnm = newMean,
                pnv = newVariance
        )
        {
            Oracle.BatchNormalization.Training(x, scale, bias, oldMean, oldVariance, py, pm, pi, pnm, pnv, shape, Epsilon, Momentum, true);
        }

        using var f = new Floats(t);
        using GuardedArray<float> statistics = new(4 * channels);
        var actual = Threads.SameBits(y.Length, (pool, output) =>
            BatchNormalization.Training(
                pool,
                f.X.Pointer,
                f.Scale.Pointer,
                f.Bias.Pointer,
                f.Mean.Pointer,
                f.Variance.Pointer,
                null,
                output,
                statistics.Pointer,
                statistics.Pointer + channels,
                statistics.Pointer + (2 * channels),
                statistics.Pointer + (3 * channels),
                shape,
                Epsilon,
                Momentum,
                true,
                false
            )
        );
        // With two elements per channel the deviation may be tiny, and 1/deviation multiplies the rounding of x.
        var size = inverse.Max() * 4;
        Near.Check(mean, statistics.Span[..channels], 4, 4);
        Near.Check(inverse, statistics.Span[channels..(2 * channels)], 16, size);
        Near.Check(newMean, statistics.Span[(2 * channels)..(3 * channels)], 4, 4);
        Near.Check(newVariance, statistics.Span[(3 * channels)..], 16, 4);
        Near.Check(y, actual, 16, size);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Residual_and_ReLU_in_the_same_pass_are_the_three_steps(int outer, int channels, int inner)
    {
        var shape = new AlongAxis(outer, channels, inner);
        var t = new Trial(shape);
        var y = new double[t.X.Length];
        fixed (
            double* x = t.X,
                scale = t.Scale,
                bias = t.Bias,
                mean = t.Mean,
                variance = t.Variance,
                py = y
        )
        {
            Oracle.BatchNormalization.Inference(x, scale, bias, mean, variance, py, shape, Epsilon);
        }

        var active = y.Zip(t.Dy, (value, residual) => Math.Max(0, value + residual)).ToArray();
        using var f = new Floats(t);
        var plain = Threads.SameBits(y.Length, (pool, output) =>
            BatchNormalization.Inference(
                pool,
                f.X.Pointer,
                f.Scale.Pointer,
                f.Bias.Pointer,
                f.Mean.Pointer,
                f.Variance.Pointer,
                null,
                output,
                shape,
                Epsilon,
                false
            )
        );
        var fused = Threads.SameBits(y.Length, (pool, output) =>
            BatchNormalization.Inference(
                pool,
                f.X.Pointer,
                f.Scale.Pointer,
                f.Bias.Pointer,
                f.Mean.Pointer,
                f.Variance.Pointer,
                f.Dy.Pointer,
                output,
                shape,
                Epsilon,
                true
            )
        );
        Near.Check(y, plain, 8, 16);
        Near.Check(active, fused, 8, 16);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_gradient_behind_a_ReLU_agrees_with_the_reference(int outer, int channels, int inner) =>
        Gradient(new AlongAxis(outer, channels, inner), true);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_gradient_agrees_with_the_reference(int outer, int channels, int inner) =>
        Gradient(new AlongAxis(outer, channels, inner), false);

    [Fact]
    public void A_far_mean_does_not_swallow_the_variance()
    {
        var shape = new AlongAxis(4096, 1, 1);
        var t = new Trial(shape);
        var x = Array.ConvertAll(t.X, value => (float)((value * 0.01) + 1000));
        using GuardedArray<float> input = new(x),
            one = new([1f]),
            zero = new([0f]),
            statistics = new(4);
        _ = Threads.SameBits(4096, (pool, y) =>
            BatchNormalization.Training(
                pool,
                input.Pointer,
                one.Pointer,
                zero.Pointer,
                zero.Pointer,
                zero.Pointer,
                null,
                y,
                statistics.Pointer,
                statistics.Pointer + 1,
                statistics.Pointer + 2,
                statistics.Pointer + 3,
                shape,
                1e-12,
                0,
                false,
                false
            )
        );
        var mean = x.Average(value => (double)value);
        var variance = x.Average(value => (value - mean) * (value - mean));
        Assert.Equal(variance, statistics.Span[3], variance * 1e-3);
    }

    private static void Gradient(AlongAxis shape, bool relu)
    {
        var channels = shape.Size;
        var t = new Trial(shape);
        double[] dx = new double[t.X.Length],
            dscale = new double[channels],
            dbias = new double[channels];
        // An output of the forward direction: its sign is all that counts.
        var y = Sample.Doubles(t.X.Length, 9);
        var dy = relu ? t.Dy.Zip(y, (gradient, output) => output > 0 ? gradient : 0).ToArray() : t.Dy;
        fixed (
            double* px = t.X,
                pdy = dy,
                scale = t.Scale,
                mean = t.Mean,
                inverse = t.Variance,
                pdx = dx,
                ps = dscale,
                pb = dbias
        )
        {
            Oracle.BatchNormalization.Gradient(pdy, px, scale, mean, inverse, pdx, ps, pb, shape);
        }

        using var f = new Floats(t);
        using GuardedArray<float> output = new(Array.ConvertAll(y, value => (float)value)),
            residual = new(dx.Length);
        // Results one after the other: dx, dscale, dbias.
        var actual = Threads.SameBits(dx.Length + (2 * channels), (pool, result) =>
            BatchNormalization.Gradient(
                pool,
                f.Dy.Pointer,
                f.X.Pointer,
                relu ? output.Pointer : null,
                f.Scale.Pointer,
                f.Mean.Pointer,
                f.Variance.Pointer,
                result,
                relu ? residual.Pointer : null,
                result + dx.Length,
                result + dx.Length + channels,
                shape
            )
        );
        double n = shape.Outer * shape.Inner;
        Near.Check(dx, actual.AsSpan(0, dx.Length), 64, 30);
        Near.Check(dscale, actual.AsSpan(dx.Length, channels), 32, 8 * Math.Sqrt(n));
        Near.Check(dbias, actual.AsSpan(dx.Length + channels), 32, 4 * Math.Sqrt(n));
        if (relu)
        {
            Near.Check(dy, residual.Span, 0);
        }
    }

    private sealed class Trial(AlongAxis shape)
    {
        public double[] X { get; } = Sample.Doubles(shape.Count, 1);

        public double[] Dy { get; } = Sample.Doubles(shape.Count, 2);

        public double[] Scale { get; } = Sample.Doubles(shape.Size, 3);

        public double[] Bias { get; } = Sample.Doubles(shape.Size, 4);

        public double[] Mean { get; } = Sample.Doubles(shape.Size, 5);

        // Stands for a running variance, or for a saved 1/deviation.
        public double[] Variance { get; } =
            Array.ConvertAll(Sample.Doubles(shape.Size, 6), value => (double)(float)(Math.Abs(value) + 0.25));
    }

    private sealed class Floats(Trial trial) : IDisposable
    {
        public GuardedArray<float> X { get; } = Of(trial.X);

        public GuardedArray<float> Dy { get; } = Of(trial.Dy);

        public GuardedArray<float> Scale { get; } = Of(trial.Scale);

        public GuardedArray<float> Bias { get; } = Of(trial.Bias);

        public GuardedArray<float> Mean { get; } = Of(trial.Mean);

        public GuardedArray<float> Variance { get; } = Of(trial.Variance);

        public void Dispose()
        {
            foreach (var array in (GuardedArray<float>[])[X, Dy, Scale, Bias, Mean, Variance])
            {
                array.Dispose();
            }
        }

        private static GuardedArray<float> Of(double[] values) => new(Array.ConvertAll(values, value => (float)value));
    }
}
