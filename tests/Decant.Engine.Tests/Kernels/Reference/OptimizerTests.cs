using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class OptimizerTests
{
    private static readonly double[][] s_gradients =
    [
        [0.5, -1.0, 2.0],
        [0.25, 0.5, -3.0],
        [-1.0, 0.125, 0.75],
    ];

    [Fact]
    public void The_gradient_scale_is_applied_before_everything_else()
    {
        var halved = s_gradients.Select(gradient => Array.ConvertAll(gradient, value => value * 2)).ToArray();
        var settings = new SgdSettings(0.1, 0.9, true, 0.01);
        Close(Descend(settings), Descend(settings with { GradientScale = 0.5 }, halved));
    }

    [Fact]
    public void MaxNorm_shrinks_long_rows_to_the_limit_and_leaves_short_ones()
    {
        double[] rows = [3, 4, 0.3, 0.4],
            columns = [3, 0.3, 4, 0.4];
        fixed (
            double* pr = rows,
                pc = columns
        )
        {
            MaxNorm.Run(pr, new AlongAxis(2, 2, 1), 2.5);
            MaxNorm.Run(pc, new AlongAxis(1, 2, 2), 2.5);
        }

        Close([1.5, 2, 0.3, 0.4], rows);
        Close([1.5, 0.3, 2, 0.4], columns);
    }

    [Fact]
    public void SumOfSquares_of_floats_is_made_in_double()
    {
        float[] x = [1e30f, 1, -2];
        fixed (float* p = x)
        {
            Assert.Equal(1e60, Norms.SumOfSquares(p, 1), 1e54);
            Assert.Equal(5, Norms.SumOfSquares(p + 1, 2));
        }
    }

    private static double[] Descend(SgdSettings settings, double[][]? gradients = null)
    {
        double[] weights = [1, -2, 0.5],
            velocities = new double[3];
        foreach (var gradient in gradients ?? s_gradients)
        {
            fixed (
                double* w = weights,
                    g = gradient,
                    v = velocities
            )
            {
                Sgd.Step(w, g, v, 3, settings);
            }
        }

        return weights;
    }

    private static void Close(double[] expected, double[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-13);
}
