using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class PoolTests
{
    public static TheoryData<string, bool> Cases => PoolCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void MaxPool_agrees_with_the_reference(string name, bool channelsLast)
    {
        var size = PoolCases.Get(name, channelsLast);
        double[] x = Coarse(size.InputCount),
            expected = new double[size.OutputCount];
        fixed (
            double* px = x,
                pe = expected
        )
        {
            Oracle.MaxPool.Run(px, pe, null, size);
        }

        using var input = Of(x);
        Near.Check(expected, Threads.SameBits(expected.Length, (pool, y) => MaxPool.Run(pool, input.Pointer, y, size)), 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_of_MaxPool_goes_to_the_same_winners(string name, bool channelsLast)
    {
        var size = PoolCases.Get(name, channelsLast);
        double[] x = Coarse(size.InputCount),
            dy = Sample.Doubles(size.OutputCount, 2),
            expected = new double[x.Length];
        if (x.Length > 20)
        {
            x[20] = double.NaN;
        }

        fixed (
            double* px = x,
                pdy = dy,
                pe = expected
        )
        {
            Oracle.MaxPool.Gradient(pdy, px, pe, size);
        }

        using GuardedArray<float> input = Of(x),
            incoming = Of(dy);
        Near.Check(
            expected,
            Threads.SameBits(x.Length, (pool, dx) => MaxPool.Gradient(pool, incoming.Pointer, input.Pointer, dx, size)),
            4,
            4
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AveragePool_agrees_with_the_reference(string name, bool channelsLast)
    {
        var size = PoolCases.Get(name, channelsLast);
        double[] x = Sample.Doubles(size.InputCount, 1),
            expected = new double[size.OutputCount];
        using var input = Of(x);
        foreach (var countPadding in (bool[])[false, true])
        {
            fixed (
                double* px = x,
                    pe = expected
            )
            {
                Oracle.AveragePool.Run(px, pe, size, countPadding);
            }

            Near.Check(
                expected,
                Threads.SameBits(expected.Length, (pool, y) => AveragePool.Run(pool, input.Pointer, y, size, countPadding)),
                8,
                4
            );
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_of_AveragePool_agrees_with_the_reference(string name, bool channelsLast)
    {
        var size = PoolCases.Get(name, channelsLast);
        double[] dy = Sample.Doubles(size.OutputCount, 1),
            expected = new double[size.InputCount];
        using var incoming = Of(dy);
        foreach (var countPadding in (bool[])[false, true])
        {
            fixed (
                double* pdy = dy,
                    pe = expected
            )
            {
                Oracle.AveragePool.Gradient(pdy, pe, size, countPadding);
            }

            Near.Check(
                expected,
                Threads.SameBits(expected.Length, (pool, dx) => AveragePool.Gradient(pool, incoming.Pointer, dx, size, countPadding)),
                8,
                4
            );
        }
    }

    [Theory]
    [InlineData(32, 64, 16)]
    [InlineData(48, 49, 1)]
    [InlineData(3, 1, 7)]
    [InlineData(0, 4, 4)]
    public void GlobalAveragePool_and_its_gradient_agree_with_the_reference(int outer, int pixels, int inner)
    {
        var along = new AlongAxis(outer, pixels, inner);
        double[] x = Sample.Doubles(along.Count, 1),
            y = new double[outer * inner],
            dx = new double[x.Length];
        fixed (
            double* px = x,
                py = y,
                pdx = dx
        )
        {
            Oracle.GlobalAveragePool.Run(px, py, along);
            Oracle.GlobalAveragePool.Gradient(px, pdx, along);
        }

        using var input = Of(x);
        Near.Check(y, Threads.SameBits(y.Length, (pool, result) => GlobalAveragePool.Run(pool, input.Pointer, result, along)), 8, 4);
        Near.Check(dx, Threads.SameBits(dx.Length, (pool, result) => GlobalAveragePool.Gradient(pool, input.Pointer, result, along)), 1);
    }

    // Few different values: ties in every window.
    private static double[] Coarse(long count) => Array.ConvertAll(Sample.Doubles(count, 1), value => Math.Round(value));

    private static GuardedArray<float> Of(double[] values) => new(Array.ConvertAll(values, value => (float)value));
}
