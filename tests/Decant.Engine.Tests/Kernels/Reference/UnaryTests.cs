using Decant.Engine.Kernels.Reference;
using Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Reference;

public sealed unsafe class UnaryTests
{
    [Fact]
    public void Piecewise_formulas_do_what_they_say()
    {
        double[] x = [-2.5, -0.5, -0.0, 0, 0.5, 1.5, 2.5, double.NaN];
        Assert.Equal([2.5, 0.5, 0, 0, -0.5, -1.5, -2.5, double.NaN], Run(new Neg<double>(), x));
        Assert.Equal([2.5, 0.5, 0, 0, 0.5, 1.5, 2.5, double.NaN], Run(new Abs<double>(), x));
        Assert.Equal([0, 0, -0.0, 0, 0.5, 1.5, 2.5, double.NaN], Run(new Relu<double>(), x));
        Assert.Equal([-0.25, -0.05, -0.0, 0, 0.5, 1.5, 2.5, double.NaN], Run(new LeakyRelu<double>(0.1), x));
        Assert.Equal([-1, -0.5, -0.0, 0, 0.5, 1, 1, double.NaN], Run(new Clip<double>(-1, 1), x));
        Assert.Equal([-1, -1, -0.0, 0, 1, 1, 1, double.NaN], Run(new Sign<double>(), x));
        Assert.Equal([-3, -1, -0.0, 0, 0, 1, 2, double.NaN], Run(new Floor<double>(), x));
        Assert.Equal([-2, -0.0, -0.0, 0, 1, 2, 3, double.NaN], Run(new Ceil<double>(), x));
        Assert.Equal([-2, -0.0, -0.0, 0, 0, 2, 2, double.NaN], Run(new Round<double>(), x));
    }

    /// <summary>erf to 16 digits: Abramowitz and Stegun, table 7.1, and DLMF 7.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.1124629160182849)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(2, 0.9953222650189527)]
    [InlineData(2.5, 0.9995930479825550)]
    [InlineData(3, 0.9999779095030014)]
    [InlineData(6, 1)]
    public void Erf_has_the_digits_of_the_tables(double x, double expected)
    {
        Assert.Equal(expected, Run(new Erf<double>(), [x])[0], 1e-15);
        Assert.Equal(-expected, Run(new Erf<double>(), [-x])[0], 1e-15);
    }

    [Fact]
    public void Erf_ends_at_1_and_keeps_NaN() =>
        Assert.Equal([1, -1, double.NaN], Run(new Erf<double>(), [double.PositiveInfinity, double.NegativeInfinity, double.NaN]));

    [Theory]
    [InlineData(-5, 2.866515718791933e-7)]
    [InlineData(-10, 7.619853024160489e-24)]
    [InlineData(1, 0.8413447460685429)]
    public void The_normal_distribution_keeps_its_digits_in_the_lower_tail(double x, double expected) =>
        Assert.Equal(1, ErrorFunction.NormalCdf(x) / expected, 1e-13);

    [Fact]
    public void Smooth_formulas_agree_with_their_definitions()
    {
        double[] x = [-3, -1, -1e-3, 1e-3, 0.7, 2];
        Agree(new Sigmoid<double>(), x, v => 0.5 * (1 + Math.Tanh(v / 2)));
        Agree(new Tanh<double>(), x, v => (Math.Exp(v) - Math.Exp(-v)) / (Math.Exp(v) + Math.Exp(-v)));
        Agree(new Softplus<double>(), x, v => Math.Log(1 + Math.Exp(v)));
        Agree(new Elu<double>(2), x, v => v < 0 ? 2 * (Math.Exp(v) - 1) : v);
        Agree(new Gelu<double>(), x, v => v * ErrorFunction.NormalCdf(v));
        Agree(new HardSwish<double>(), x, v => v <= -3 ? 0
            : v >= 3 ? v
            : v * (v + 3) / 6);
    }

    [Fact]
    public void Extreme_arguments_neither_overflow_nor_lose_digits()
    {
        Assert.Equal([0, 1], Run(new Sigmoid<double>(), [-1000, 1000]));
        Assert.Equal([0, 1000], Run(new Softplus<double>(), [-1000, 1000]));
        Assert.Equal(1e-20, Run(new Elu<double>(-1), [-1e-20])[0], 1e-35);
        Assert.Equal(1, Run(new Softplus<double>(), [-50])[0] / Math.Exp(-50), 1e-15);
    }

    private static void Agree<TFormula>(TFormula formula, double[] x, Func<double, double> definition, double tolerance = 1e-14)
        where TFormula : struct, IUnaryFormula<double, double>
    {
        var y = Run(formula, x);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(definition(x[i]), y[i], tolerance);
        }
    }

    private static double[] Run<TFormula>(TFormula formula, double[] x)
        where TFormula : struct, IUnaryFormula<double, double>
    {
        var y = new double[x.Length];
        fixed (
            double* px = x,
                py = y
        )
        {
            Unary.Run(formula, px, py, x.Length);
        }

        return y;
    }
}
