using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;
using Oracle = Decant.Engine.Kernels.Reference;
using OracleFormulas = Decant.Engine.Kernels.Reference.Formulas;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class UnaryGradientTests
{
    [Fact]
    public void ReluGradient_agrees_with_the_reference() => Agree(new ReluGradient(), new OracleFormulas.ReluGradient<double>(), 0);

    [Fact]
    public void GeluGradient_agrees_with_the_reference() => Agree(new GeluGradient(), new OracleFormulas.GeluGradient<double>(), 8, 4);

    [Fact]
    public void ClipGradient_agrees_with_the_reference() =>
        Agree(new ClipGradient(-0.5f, 1), new OracleFormulas.ClipGradient<double>(-0.5, 1), 0);

    [Fact]
    public void HardSwishGradient_agrees_with_the_reference() =>
        Agree(new HardSwishGradient(), new OracleFormulas.HardSwishGradient<double>(), 4, 2);

    private static void Agree<TFormula, TOracle>(TFormula formula, TOracle oracle, double roundings, double size = 0)
        where TFormula : unmanaged, IBinaryFormula
        where TOracle : struct, Oracle.IBinaryFormula<double, double>
    {
        const int Count = 40_003;
        var dy = Array.ConvertAll(Sample.Doubles(Count, 1), value => (float)value);
        var saved = Array.ConvertAll(Sample.Doubles(Count, 2), value => (float)value * 2);
        // The kinks, and what must not pass silently.
        (saved[0], saved[1], saved[2], saved[3], saved[4]) = (0, -0f, 1, -0.5f, float.NaN);
        double[] dyWide = Near.Widen(dy),
            savedWide = Near.Widen(saved),
            expected = new double[Count];
        fixed (
            double* a = dyWide,
                b = savedWide,
                e = expected
        )
        {
            Oracle.Binary.Run(oracle, a, b, e, Count);
        }

        using GuardedArray<float> incoming = new(dy),
            x = new(saved);
        Near.Check(
            expected,
            Threads.SameBits(Count, (pool, dx) => Binary.Run(pool, formula, incoming.Pointer, x.Pointer, dx, Count)),
            roundings,
            size
        );
    }
}
