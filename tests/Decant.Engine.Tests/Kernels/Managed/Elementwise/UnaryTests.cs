using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;
using Oracle = Decant.Engine.Kernels.Reference;
using OracleFormulas = Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class UnaryTests
{
    private static readonly float[] s_special =
    [
        0f,
        -0f,
        1,
        -1,
        float.Epsilon,
        -float.Epsilon,
        1e-40f,
        -1e-40f,
        1.1754944e-38f,
        1e-30f,
        1e30f,
        -1e30f,
        float.MaxValue,
        float.MinValue,
        float.PositiveInfinity,
        float.NegativeInfinity,
        float.NaN,
        0.5f,
        1.5f,
        2.5f,
        -0.5f,
        -1.5f,
        88.7f,
        88.8f,
        89,
        -87.3f,
        -87.4f,
        -100,
        -103,
        -103.9f,
        -104.1f,
        1 - 6e-8f,
        1 + 1.2e-7f,
        1.41421354f,
        1.41421366f,
        0.70710677f,
        16777216,
        16777218,
        -5.5f,
        1e-4f,
        -1e-4f,
        9.3f,
        -9.3f,
        -13.9f,
        -14.2f,
    ];

    [Fact]
    public void Neg_agrees_with_the_reference() => Agree(new Neg(), new OracleFormulas.Neg<double>(), 0);

    [Fact]
    public void Abs_agrees_with_the_reference() => Agree(new Abs(), new OracleFormulas.Abs<double>(), 0);

    [Fact]
    public void Exp_is_within_two_roundings() => Agree(new Exp(), new OracleFormulas.Exp<double>(), 2);

    [Fact]
    public void Log_is_within_two_roundings() => Agree(new Log(), new OracleFormulas.Log<double>(), 2);

    [Fact]
    public void Sqrt_is_rounded_correctly() => Agree(new Sqrt(), new OracleFormulas.Sqrt<double>(), 1);

    [Fact]
    public void Reciprocal_is_rounded_correctly() => Agree(new Reciprocal(), new OracleFormulas.Reciprocal<double>(), 1);

    [Fact]
    public void Relu_agrees_with_the_reference() => Agree(new Relu(), new OracleFormulas.Relu<double>(), 0);

    [Fact]
    public void LeakyRelu_agrees_with_the_reference() => Agree(new LeakyRelu(0.125f), new OracleFormulas.LeakyRelu<double>(0.125), 1);

    [Fact]
    public void Elu_is_within_four_roundings() => Agree(new Elu(1.5f), new OracleFormulas.Elu<double>(1.5), 4);

    [Fact]
    public void Sigmoid_is_within_four_roundings() => Agree(new Sigmoid(), new OracleFormulas.Sigmoid<double>(), 4, 1e-31);

    [Fact]
    public void Tanh_is_within_six_roundings() => Agree(new Tanh(), new OracleFormulas.Tanh<double>(), 6);

    [Fact]
    public void Softplus_is_within_six_roundings() => Agree(new Softplus(), new OracleFormulas.Softplus<double>(), 6);

    [Fact]
    public void Erf_is_within_six_roundings() => Agree(new Erf(), new OracleFormulas.Erf<double>(), 6);

    [Fact]
    public void Gelu_is_near() => Agree(new Gelu(), new OracleFormulas.Gelu<double>(), 8, 2, -1e4f);

    [Fact]
    public void Clip_agrees_with_the_reference() => Agree(new Clip(-0.5f, 6), new OracleFormulas.Clip<double>(-0.5, 6), 0);

    [Fact]
    public void HardSwish_is_near() => Agree(new HardSwish(), new OracleFormulas.HardSwish<double>(), 4, 2);

    [Fact]
    public void Sign_agrees_with_the_reference() => Agree(new Sign(), new OracleFormulas.Sign<double>(), 0);

    [Fact]
    public void Floor_agrees_with_the_reference() => Agree(new Floor(), new OracleFormulas.Floor<double>(), 0);

    [Fact]
    public void Ceil_agrees_with_the_reference() => Agree(new Ceil(), new OracleFormulas.Ceil<double>(), 0);

    [Fact]
    public void Round_agrees_with_the_reference() => Agree(new Round(), new OracleFormulas.Round<double>(), 0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(32767)]
    [InlineData(32769)]
    [InlineData(100_003)]
    public void An_element_has_the_same_bits_at_every_place_of_every_length(int count)
    {
        var x = Array.ConvertAll(Sample.Doubles(count, 3), value => (float)value);
        var whole = Run(new Tanh(), x);
        for (var i = 0; i < count; i += 1 + (count / 50))
        {
            Assert.Equal(BitConverter.SingleToInt32Bits(Run(new Tanh(), [x[i]])[0]), BitConverter.SingleToInt32Bits(whole[i]));
        }
    }

    [Fact]
    public void The_result_may_overwrite_the_input()
    {
        var x = Array.ConvertAll(Sample.Doubles(1001, 4), value => (float)value);
        using var inPlace = new GuardedArray<float>(x);
        Threads.Two(pool => Unary.Run(pool, new Exp(), inPlace.Pointer, inPlace.Pointer, x.Length));
        Assert.Equal(Run(new Exp(), x), inPlace.ToArray());
    }

    private static void Agree<TFormula, TOracle>(
        TFormula formula,
        TOracle oracle,
        double roundings,
        double size = 0,
        float lowest = float.NegativeInfinity
    )
        where TFormula : unmanaged, IUnaryFormula
        where TOracle : struct, Oracle.IUnaryFormula<double, double>
    {
        var normal = Array.ConvertAll(Sample.Doubles(70_001, 1), value => (float)value);
        var wide = Array.ConvertAll(Sample.Doubles(20_000, 2), value => (float)value * 40);
        float[] x = [.. s_special.Where(value => !(value < lowest)), .. normal, .. wide];
        var expected = Near.Widen(x);
        fixed (double* e = expected)
        {
            Oracle.Unary.Run(oracle, e, e, expected.Length);
        }

        Near.Check(expected, Run(formula, x), roundings, size);
    }

    private static float[] Run<TFormula>(TFormula formula, float[] x)
        where TFormula : unmanaged, IUnaryFormula
    {
        using var input = new GuardedArray<float>(x);
        return Threads.SameBits(x.Length, (pool, y) => Unary.Run(pool, formula, input.Pointer, y, x.Length));
    }
}
