using Decant.Engine.Kernels.Reference;
using Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class UnaryGradientTests
{
    // Away from the kinks at −1, 0 and 1.
    private static readonly double[] s_anywhere = [-3.1, -1.3, -0.6, -0.01, 0.02, 0.4, 1.2, 2.8];
    private static readonly double[] s_positive = [0.1, 0.4, 1.2, 2.8];

    [Fact]
    public void Gradients_from_x_are_the_slopes()
    {
        FromX(new Abs<double>(), new AbsGradient<double>(), s_anywhere);
        FromX(new Log<double>(), new LogGradient<double>(), s_positive);
        FromX(new LeakyRelu<double>(0.1), new LeakyReluGradient<double>(0.1), s_anywhere);
        FromX(new Elu<double>(1.5), new EluGradient<double>(1.5), s_anywhere);
        FromX(new Softplus<double>(), new SoftplusGradient<double>(), s_anywhere);
        FromX(new Erf<double>(), new ErfGradient<double>(), s_anywhere);
        FromX(new Gelu<double>(), new GeluGradient<double>(), s_anywhere);
        FromX(new GeluTanh<double>(), new GeluTanhGradient<double>(), s_anywhere);
        FromX(new Clip<double>(-1, 1), new ClipGradient<double>(-1, 1), s_anywhere);
    }

    [Fact]
    public void Gradients_from_y_are_the_slopes()
    {
        FromY(new Exp<double>(), new ExpGradient<double>(), s_anywhere);
        FromY(new Sqrt<double>(), new SqrtGradient<double>(), s_positive);
        FromY(new Reciprocal<double>(), new ReciprocalGradient<double>(), s_positive);
        FromY(new Relu<double>(), new ReluGradient<double>(), s_anywhere);
        FromY(new Sigmoid<double>(), new SigmoidGradient<double>(), s_anywhere);
        FromY(new Tanh<double>(), new TanhGradient<double>(), s_anywhere);
    }

    [Fact]
    public void At_the_kinks_the_conventions_hold()
    {
        Assert.Equal(0, new ReluGradient<double>().Apply(5, 0));
        Assert.Equal(0, new AbsGradient<double>().Apply(5, 0));
        Assert.Equal(0, new SqrtGradient<double>().Apply(5, 0));
        Assert.Equal(0.5, new LeakyReluGradient<double>(0.1).Apply(5, 0), 1e-15);
        Assert.Equal(5, new ClipGradient<double>(-1, 1).Apply(5, 1));
    }

    private static void FromX<TForward, TGradient>(TForward forward, TGradient gradient, double[] x)
        where TForward : struct, IUnaryFormula<double, double>
        where TGradient : struct, IBinaryFormula<double, double> => Check(forward, gradient, x, x);

    private static void FromY<TForward, TGradient>(TForward forward, TGradient gradient, double[] x)
        where TForward : struct, IUnaryFormula<double, double>
        where TGradient : struct, IBinaryFormula<double, double> => Check(forward, gradient, x, Forward(forward, x));

    private static void Check<TForward, TGradient>(TForward forward, TGradient gradient, double[] x, double[] saved)
        where TForward : struct, IUnaryFormula<double, double>
        where TGradient : struct, IBinaryFormula<double, double>
    {
        double[] dy = Sample.Doubles(x.Length, 1), dx = new double[x.Length];
        fixed (double* pdy = dy, ps = saved, pdx = dx)
        {
            Binary.Run(gradient, pdy, ps, pdx, x.Length);
        }

        FiniteDifferences.Check(x, dy, values => Forward(forward, values), dx);
    }

    private static double[] Forward<TForward>(TForward forward, double[] x)
        where TForward : struct, IUnaryFormula<double, double>
    {
        var y = new double[x.Length];
        fixed (double* px = x, py = y)
        {
            Unary.Run(forward, px, py, x.Length);
        }

        return y;
    }
}
