using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;
using Oracle = Decant.Engine.Kernels.Reference;
using OracleFormulas = Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class UnaryGradientTests
{
    [Fact]
    public void AbsGradient_agrees_with_the_reference() => Agree(new AbsGradient(), new OracleFormulas.AbsGradient<double>(), 0);

    [Fact]
    public void ExpGradient_agrees_with_the_reference() => Agree(new ExpGradient(), new OracleFormulas.ExpGradient<double>(), 1);

    [Fact]
    public void LogGradient_agrees_with_the_reference() => Agree(new LogGradient(), new OracleFormulas.LogGradient<double>(), 1);

    [Fact]
    public void SqrtGradient_agrees_with_the_reference() => Agree(new SqrtGradient(), new OracleFormulas.SqrtGradient<double>(), 1);

    [Fact]
    public void ReciprocalGradient_agrees_with_the_reference() => Agree(new ReciprocalGradient(), new OracleFormulas.ReciprocalGradient<double>(), 2);

    [Fact]
    public void ReluGradient_agrees_with_the_reference() => Agree(new ReluGradient(), new OracleFormulas.ReluGradient<double>(), 0);

    [Fact]
    public void LeakyReluGradient_agrees_with_the_reference() => Agree(new LeakyReluGradient(0.125f), new OracleFormulas.LeakyReluGradient<double>(0.125), 1);

    [Fact]
    public void EluGradient_agrees_with_the_reference() => Agree(new EluGradient(1.5f), new OracleFormulas.EluGradient<double>(1.5), 4);

    [Fact]
    public void SigmoidGradient_agrees_with_the_reference() => Agree(new SigmoidGradient(), new OracleFormulas.SigmoidGradient<double>(), 4);

    [Fact]
    public void TanhGradient_agrees_with_the_reference() => Agree(new TanhGradient(), new OracleFormulas.TanhGradient<double>(), 4, 4);

    [Fact]
    public void SoftplusGradient_agrees_with_the_reference() => Agree(new SoftplusGradient(), new OracleFormulas.SoftplusGradient<double>(), 5);

    [Fact]
    public void ErfGradient_agrees_with_the_reference() => Agree(new ErfGradient(), new OracleFormulas.ErfGradient<double>(), 80);

    [Fact]
    public void GeluGradient_agrees_with_the_reference() => Agree(new GeluGradient(), new OracleFormulas.GeluGradient<double>(), 8, 4);

    [Fact]
    public void GeluTanhGradient_agrees_with_the_reference() => Agree(new GeluTanhGradient(), new OracleFormulas.GeluTanhGradient<double>(), 16, 16);

    [Fact]
    public void ClipGradient_agrees_with_the_reference() => Agree(new ClipGradient(-0.5f, 1), new OracleFormulas.ClipGradient<double>(-0.5, 1), 0);

    private static void Agree<TFormula, TOracle>(TFormula formula, TOracle oracle, double roundings, double size = 0)
        where TFormula : unmanaged, IBinaryFormula
        where TOracle : struct, Oracle.IBinaryFormula<double, double>
    {
        const int Count = 40_003;
        var dy = Array.ConvertAll(Sample.Doubles(Count, 1), value => (float)value);
        var saved = Array.ConvertAll(Sample.Doubles(Count, 2), value => (float)value * 2);
        // The kinks, and what must not pass silently.
        (saved[0], saved[1], saved[2], saved[3], saved[4]) = (0, -0f, 1, -0.5f, float.NaN);
        double[] dyWide = Near.Widen(dy), savedWide = Near.Widen(saved), expected = new double[Count];
        fixed (double* a = dyWide, b = savedWide, e = expected)
        {
            Oracle.Binary.Run(oracle, a, b, e, Count);
        }

        using GuardedArray<float> incoming = new(dy), x = new(saved);
        Near.Check(expected, Threads.SameBits(Count, (pool, dx) => Binary.Run(pool, formula, incoming.Pointer, x.Pointer, dx, Count)), roundings, size);
    }
}
