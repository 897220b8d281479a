using Decant.Engine.Kernels.Reference;
using Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class UnaryGradientTests
{
    // Away from the kink at 0.
    private static readonly double[] s_anywhere = [-3.1, -1.3, -0.6, -0.01, 0.02, 0.4, 1.2, 2.8];

    [Fact]
    public void The_gradient_of_gelu_from_x_is_the_slope() => Check(new Gelu<double>(), new GeluGradient<double>(), s_anywhere, s_anywhere);

    [Fact]
    public void The_gradient_of_a_clip_from_x_is_the_slope_and_on_the_bounds_1()
    {
        Check(new Clip<double>(-1, 2), new ClipGradient<double>(-1, 2), s_anywhere, s_anywhere);
        Assert.Equal((5, 5), (new ClipGradient<double>(-1, 2).Apply(5, -1), new ClipGradient<double>(-1, 2).Apply(5, 2)));
    }

    [Fact]
    public void The_gradient_of_hard_swish_from_x_is_the_slope() =>
        Check(new HardSwish<double>(), new HardSwishGradient<double>(), s_anywhere, s_anywhere);

    [Fact]
    public void The_gradient_of_relu_from_y_is_the_slope() =>
        Check(new Relu<double>(), new ReluGradient<double>(), s_anywhere, Forward(new Relu<double>(), s_anywhere));

    [Fact]
    public void The_gradient_of_relu_at_0_is_0() => Assert.Equal(0, new ReluGradient<double>().Apply(5, 0));

    private static void Check<TForward, TGradient>(TForward forward, TGradient gradient, double[] x, double[] saved)
        where TForward : struct, IUnaryFormula<double, double>
        where TGradient : struct, IBinaryFormula<double, double>
    {
        double[] dy = Sample.Doubles(x.Length, 1),
            dx = new double[x.Length];
        fixed (
            double* pdy = dy,
                ps = saved,
                pdx = dx
        )
        {
            Binary.Run(gradient, pdy, ps, pdx, x.Length);
        }

        FiniteDifferences.Check(x, dy, values => Forward(forward, values), dx);
    }

    private static double[] Forward<TForward>(TForward forward, double[] x)
        where TForward : struct, IUnaryFormula<double, double>
    {
        var y = new double[x.Length];
        fixed (
            double* px = x,
                py = y
        )
        {
            Unary.Run(forward, px, py, x.Length);
        }

        return y;
    }
}
