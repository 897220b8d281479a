using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class SoftmaxTests
{
    private static readonly AlongAxis s_along = new(2, 3, 2);

    private delegate void Kernel(double* x, double* y, AlongAxis along);

    private delegate void GradientKernel(double* dy, double* y, double* dx, AlongAxis along);

    [Fact]
    public void Probabilities_along_the_axis_add_up_to_1_in_the_ratio_of_the_exponentials()
    {
        var x = Sample.Doubles(s_along.Count, 1);
        var y = Run(Softmax.Run, x);
        for (var outer = 0; outer < 2; outer++)
        {
            for (var inner = 0; inner < 2; inner++)
            {
                var line = Enumerable.Range(0, 3).Select(i => (int)s_along.Offset(outer, i, inner)).ToArray();
                Assert.Equal(1, line.Sum(i => y[i]), 1e-15);
                Assert.Equal(Math.Exp(x[line[2]] - x[line[0]]), y[line[2]] / y[line[0]], 1e-14);
            }
        }
    }

    [Fact]
    public void LogSoftmax_is_the_logarithm()
    {
        var x = Sample.Doubles(s_along.Count, 1);
        Assert.Equal(Run(Softmax.Run, x).Select(value => Math.Log(value)), Run(LogSoftmax.Run, x), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Logits_of_a_thousand_do_not_overflow()
    {
        double[] x = [1000, 1000, -1000],
            y = new double[3];
        fixed (
            double* px = x,
                py = y
        )
        {
            Softmax.Run(px, py, new AlongAxis(1, 3, 1));
            Assert.Equal([0.5, 0.5, 0], y);
            LogSoftmax.Run(px, py, new AlongAxis(1, 3, 1));
            Assert.Equal([-Math.Log(2), -Math.Log(2), -2000 - Math.Log(2)], y);
        }
    }

    [Fact]
    public void The_gradient_of_softmax_is_the_slope() => Slope(Softmax.Run, Softmax.Gradient);

    [Fact]
    public void The_gradient_of_LogSoftmax_is_the_slope() => Slope(LogSoftmax.Run, LogSoftmax.Gradient);

    private static void Slope(Kernel forward, GradientKernel gradient)
    {
        double[] x = Sample.Doubles(s_along.Count, 1),
            dy = Sample.Doubles(s_along.Count, 2),
            dx = new double[x.Length];
        fixed (
            double* pdy = dy,
                py = Run(forward, x),
                pdx = dx
        )
        {
            gradient(pdy, py, pdx, s_along);
        }

        FiniteDifferences.Check(x, dy, values => Run(forward, values), dx);
    }

    private static double[] Run(Kernel kernel, double[] x)
    {
        var y = new double[x.Length];
        fixed (
            double* px = x,
                py = y
        )
        {
            kernel(px, py, s_along);
        }

        return y;
    }
}
