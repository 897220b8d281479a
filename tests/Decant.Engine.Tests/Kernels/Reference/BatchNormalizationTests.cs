using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class BatchNormalizationTests
{
    private const double Epsilon = 1e-3;

    // [N = 3, C = 2, inner = 2], as in pytorch_numbers.py.
    private static readonly AlongAxis s_shape = new(3, 2, 2);
    private static readonly double[] s_x = [1.0, 2.0, 0.5, -1.5, 4.0, -3.0, 2.5, 0.25, 0.0, 1.5, -2.0, 1.0];
    private static readonly double[] s_dy = [.. Enumerable.Range(0, 12).Select(i => (i / 4.0) - 1)];
    private static readonly double[] s_scale = [1.5, -0.5];
    private static readonly double[] s_bias = [0.25, 1.0];

    [Fact]
    public void Training_gives_the_numbers_of_PyTorch()
    {
        var (y, _, _, runningMean, runningVariance) = Train(s_x, unbiased: true);
        Close(
            [
                0.308693064854244, 1.0130098431051722, 0.8760276950009263, 1.537213321662653, 2.4216433996070283, -2.5085740481494683,
                0.2148420683391996, 0.9586758983336421, -0.39562371339668406, 0.6608514539797081, 1.7025097283280846, 0.7107312883354946,
            ],
            y);
        Close([0.22916666666666666, 0.03125], runningMean);
        Close([2.1104166666666666, 1.4359375], runningVariance);
    }

    [Fact]
    public void By_default_the_running_variance_is_the_populations_as_in_ONNX()
    {
        var (_, _, _, _, runningVariance) = Train(s_x, unbiased: false);
        // Running variance starts at 1; a quarter of the batch's comes in: 1 + (v · 6/5 − 1)/4 is PyTorch's.
        Close([0.75 + ((2.1104166666666666 - 0.75) * 5 / 6), 0.75 + ((1.4359375 - 0.75) * 5 / 6)], runningVariance);
    }

    [Fact]
    public void The_gradient_gives_the_numbers_of_PyTorch()
    {
        var (_, mean, inverse, _, _) = Train(s_x, unbiased: true);
        double[] dx = new double[12], dscale = new double[2], dbias = new double[2];
        fixed (double* pdy = s_dy, px = s_x, scale = s_scale, pm = mean, pi = inverse, pdx = dx, ps = dscale, pb = dbias)
        {
            BatchNormalization.Gradient(pdy, px, scale, pm, pi, pdx, ps, pb, s_shape);
        }

        Close(
            [
                -0.787908188439884, -0.5584507487682313, 0.3705055470192176, 0.2953846395691878, 0.07654332513780632, -0.12102519606190695,
                0.032385437805668285, -0.041794557659025795, 0.5673471229530513, 0.8234936851791645, -0.2812709597891515, -0.37521010694589635,
            ],
            dx);
        Close([-0.9684355700950261, -0.10331025416589479], dscale);
        Close([0.75, 3.75], dbias);
        FiniteDifferences.Check(s_x, s_dy, x => Train(x, true).Y, dx);
    }

    [Fact]
    public void Inference_with_the_statistics_of_the_batch_is_training()
    {
        var (y, mean, inverse, _, _) = Train(s_x, unbiased: true);
        Close(y, Infer(s_x, mean, Variances(inverse)));
    }

    [Fact]
    public void The_gradient_of_inference_is_the_slope()
    {
        double[] mean = [0.3, -0.2], variance = [2, 0.5], dx = new double[12], dscale = new double[2], dbias = new double[2];
        fixed (double* pdy = s_dy, px = s_x, scale = s_scale, pm = mean, pv = variance, pdx = dx, ps = dscale, pb = dbias)
        {
            BatchNormalization.InferenceGradient(pdy, px, scale, pm, pv, pdx, ps, pb, s_shape, Epsilon);
        }

        FiniteDifferences.Check(s_x, s_dy, x => Infer(x, mean, variance), dx);
        Close([0.75, 3.75], dbias);
        Close([Slope(0), Slope(1)], dscale);

        double Slope(int c) => Enumerable.Range(0, 12).Where(i => i / 2 % 2 == c).Sum(i => s_dy[i] * (s_x[i] - mean[c]) / Math.Sqrt(variance[c] + Epsilon));
    }

    [Fact]
    public void Channels_last_is_the_same_numbers_in_another_order()
    {
        var rows = new AlongAxis(6, 2, 1);
        double[] x = Swap(s_x), y = new double[12], statistics = new double[8], start = [0, 0, 1, 1];
        fixed (double* px = x, scale = s_scale, bias = s_bias, old = start, py = y, s = statistics)
        {
            BatchNormalization.Training(px, scale, bias, old, old + 2, py, s, s + 2, s + 4, s + 6, rows, Epsilon, 0.75, true);
        }

        Close(Swap(Train(s_x, true).Y), y);

        // [3, 2, 2] with channels in the middle to channels at the end; its own inverse.
        static double[] Swap(double[] values) => [.. Enumerable.Range(0, 12).Select(i => values[(i / 4 * 4) + (i % 2 * 2) + (i / 2 % 2)])];
    }

    private static (double[] Y, double[] Mean, double[] Inverse, double[] RunningMean, double[] RunningVariance) Train(double[] x, bool unbiased)
    {
        double[] y = new double[12], mean = new double[2], inverse = new double[2], runningMean = [0, 0], runningVariance = [1, 1];
        fixed (double* px = x, scale = s_scale, bias = s_bias, py = y, pm = mean, pi = inverse, prm = runningMean, prv = runningVariance)
        {
            // PyTorch's momentum of 0.25 is ONNX's of 0.75.
            BatchNormalization.Training(px, scale, bias, prm, prv, py, pm, pi, prm, prv, s_shape, Epsilon, 0.75, unbiased);
        }

        return (y, mean, inverse, runningMean, runningVariance);
    }

    private static double[] Infer(double[] x, double[] mean, double[] variance)
    {
        var y = new double[12];
        fixed (double* px = x, scale = s_scale, bias = s_bias, pm = mean, pv = variance, py = y)
        {
            BatchNormalization.Inference(px, scale, bias, pm, pv, py, s_shape, Epsilon);
        }

        return y;
    }

    private static double[] Variances(double[] inverse) => Array.ConvertAll(inverse, value => (1 / (value * value)) - Epsilon);

    private static void Close(double[] expected, double[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-12);
}
