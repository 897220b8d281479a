using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class BatchNormalizationTests
{
    private const double Epsilon = 1e-3;

    // [N = 3, C = 2, inner = 2].
    private static readonly AlongAxis s_shape = new(3, 2, 2);
    private static readonly double[] s_x = [1.0, 2.0, 0.5, -1.5, 4.0, -3.0, 2.5, 0.25, 0.0, 1.5, -2.0, 1.0];
    private static readonly double[] s_dy = [.. Enumerable.Range(0, 12).Select(i => (i / 4.0) - 1)];
    private static readonly double[] s_scale = [1.5, -0.5];
    private static readonly double[] s_bias = [0.25, 1.0];

    // By the formula; PyTorch itself is asked in Decant.PyTorch.Tests, of whole layers and their derivatives.
    [Fact]
    public void Training_centres_and_scales_by_the_batch_and_moves_the_running_statistics()
    {
        var (y, _, _, runningMean, runningVariance) = Train(s_x, unbiased: true);

        Close([.. s_x.Select((x, i) => (s_scale[i / 2 % 2] * Normal(i)) + s_bias[i / 2 % 2])], y);
        Close([.. Enumerable.Range(0, 2).Select(c => 0.25 * Mean(c))], runningMean);
        Close([.. Enumerable.Range(0, 2).Select(c => 0.75 + (0.25 * Variance(c) * 6 / 5))], runningVariance);
    }

    [Fact]
    public void By_default_the_running_variance_is_the_populations_as_in_ONNX() =>
        Close([.. Enumerable.Range(0, 2).Select(c => 0.75 + (0.25 * Variance(c)))], Train(s_x, unbiased: false).RunningVariance);

    [Fact]
    public void The_gradient_is_the_slope()
    {
        var (_, mean, inverse, _, _) = Train(s_x, unbiased: true);
        double[] dx = new double[12],
            dscale = new double[2],
            dbias = new double[2];
        fixed (
            double* pdy = s_dy,
                px = s_x,
                scale = s_scale,
                pm = mean,
                pi = inverse,
                pdx = dx,
                ps = dscale,
                pb = dbias
        )
        {
            BatchNormalization.Gradient(pdy, px, scale, pm, pi, pdx, ps, pb, s_shape);
        }

        Close([.. Enumerable.Range(0, 2).Select(c => Places(c).Sum(i => s_dy[i] * Normal(i)))], dscale);
        Close([.. Enumerable.Range(0, 2).Select(c => Places(c).Sum(i => s_dy[i]))], dbias);
        FiniteDifferences.Check(s_x, s_dy, x => Train(x, true).Y, dx);
    }

    [Fact]
    public void Inference_with_the_statistics_of_the_batch_is_training()
    {
        var (y, mean, inverse, _, _) = Train(s_x, unbiased: true);
        Close(y, Infer(s_x, mean, Variances(inverse)));
    }

    [Fact]
    public void Channels_last_is_the_same_numbers_in_another_order()
    {
        var rows = new AlongAxis(6, 2, 1);
        double[] x = Swap(s_x),
            y = new double[12],
            statistics = new double[8],
            start = [0, 0, 1, 1];
        fixed (
            double* px = x,
                scale = s_scale,
                bias = s_bias,
                old = start,
                py = y,
                s = statistics
        )
        {
            BatchNormalization.Training(px, scale, bias, old, old + 2, py, s, s + 2, s + 4, s + 6, rows, Epsilon, 0.75, true);
        }

        Close(Swap(Train(s_x, true).Y), y);

        // [3, 2, 2] with channels in the middle to channels at the end; its own inverse.
        static double[] Swap(double[] values) => [.. Enumerable.Range(0, 12).Select(i => values[(i / 4 * 4) + (i % 2 * 2) + (i / 2 % 2)])];
    }

    private static (double[] Y, double[] Mean, double[] Inverse, double[] RunningMean, double[] RunningVariance) Train(
        double[] x,
        bool unbiased
    )
    {
        double[] y = new double[12],
            mean = new double[2],
            inverse = new double[2],
            runningMean = [0, 0],
            runningVariance = [1, 1];
        fixed (
            double* px = x,
                scale = s_scale,
                bias = s_bias,
                py = y,
                pm = mean,
                pi = inverse,
                prm = runningMean,
                prv = runningVariance
        )
        {
            // PyTorch's momentum of 0.25 is ONNX's of 0.75.
            BatchNormalization.Training(px, scale, bias, prm, prv, py, pm, pi, prm, prv, s_shape, Epsilon, 0.75, unbiased);
        }

        return (y, mean, inverse, runningMean, runningVariance);
    }

    private static double[] Infer(double[] x, double[] mean, double[] variance)
    {
        var y = new double[12];
        fixed (
            double* px = x,
                scale = s_scale,
                bias = s_bias,
                pm = mean,
                pv = variance,
                py = y
        )
        {
            BatchNormalization.Inference(px, scale, bias, pm, pv, py, s_shape, Epsilon);
        }

        return y;
    }

    private static IEnumerable<int> Places(int c) => Enumerable.Range(0, 12).Where(i => i / 2 % 2 == c);

    private static double Mean(int c) => Places(c).Average(i => s_x[i]);

    private static double Variance(int c) => Places(c).Average(i => (s_x[i] - Mean(c)) * (s_x[i] - Mean(c)));

    private static double Normal(int i) => (s_x[i] - Mean(i / 2 % 2)) / Math.Sqrt(Variance(i / 2 % 2) + Epsilon);

    private static double[] Variances(double[] inverse) => Array.ConvertAll(inverse, value => (1 / (value * value)) - Epsilon);

    private static void Close(double[] expected, double[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-12);
}
