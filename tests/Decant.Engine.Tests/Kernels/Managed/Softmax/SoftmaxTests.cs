using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class SoftmaxTests
{
    public static TheoryData<int, int, int> Cases =>
        new()
        {
            { 0, 10, 1 },
            { 3, 0, 1 },
            { 1, 1, 1 },
            { 7, 10, 1 },
            { 5, 15, 1 },
            { 5, 16, 1 },
            { 5, 17, 1 },
            { 128, 100, 1 },
            { 900, 33, 1 },
            { 3, 50_000, 1 },
            { 2, 7, 5 },
            { 3, 11, 16 },
            { 2, 1, 40 },
            { 0, 4, 9 },
            { 2, 0, 9 },
            { 3, 12, 5003 },
            { 2, 600, 130 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Softmax_agrees_with_the_reference(int outer, int size, int inner) =>
        Forward(new AlongAxis(outer, size, inner), Oracle.Softmax.Run, Softmax.Run, 200, 0);

    [Theory]
    [MemberData(nameof(Cases))]
    public void LogSoftmax_agrees_with_the_reference(int outer, int size, int inner) =>
        Forward(new AlongAxis(outer, size, inner), Oracle.LogSoftmax.Run, LogSoftmax.Run, 24, 8);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_of_softmax_agrees_with_the_reference(int outer, int size, int inner) =>
        Backward(new AlongAxis(outer, size, inner), Oracle.Softmax.Run, Oracle.Softmax.Gradient, Softmax.Gradient, 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_of_LogSoftmax_agrees_with_the_reference(int outer, int size, int inner) =>
        Backward(new AlongAxis(outer, size, inner), Oracle.LogSoftmax.Run, Oracle.LogSoftmax.Gradient, LogSoftmax.Gradient, 4);

    [Fact]
    public void Logits_of_a_thousand_do_not_overflow()
    {
        using var x = new GuardedArray<float>([1000, 1001, 1002]);
        var y = Threads.SameBits(3, (pool, y) => Softmax.Run(pool, x.Pointer, y, new AlongAxis(1, 3, 1)));
        Near.Check([0.0900305731703805, 0.2447284710547976, 0.6652409557748219], y, 4);
        var log = Threads.SameBits(3, (pool, y) => LogSoftmax.Run(pool, x.Pointer, y, new AlongAxis(1, 3, 1)));
        Near.Check([-2.407605964444380, -1.407605964444380, -0.407605964444380], log, 4, 2);
    }

    [Fact]
    public void An_infinitely_unlikely_class_has_probability_0_and_the_others_stay()
    {
        using var x = new GuardedArray<float>([0, float.NegativeInfinity, 0]);
        Assert.Equal([0.5f, 0, 0.5f], Threads.SameBits(3, (pool, y) => Softmax.Run(pool, x.Pointer, y, new AlongAxis(1, 3, 1))));
    }

    [Fact]
    public void A_sample_has_the_same_bits_alone_and_in_a_batch()
    {
        const int Size = 77,
            N = 2000;
        using var x = new GuardedArray<float>(Floats(N * Size, 1));
        var batch = Threads.SameBits(N * Size, (pool, y) => Softmax.Run(pool, x.Pointer, y, new AlongAxis(N, Size, 1)));
        for (var n = 0; n < N; n += 97)
        {
            var row = n * Size;
            var alone = Threads.SameBits(Size, (pool, y) => Softmax.Run(pool, x.Pointer + row, y, new AlongAxis(1, Size, 1)));
            Assert.Equal(Threads.Bits(alone), Threads.Bits(batch).Slice(row, Size));
        }
    }

    private delegate void OracleForward(double* x, double* y, AlongAxis along);

    private delegate void OracleBackward(double* dy, double* y, double* dx, AlongAxis along);

    private delegate void ManagedForward(WorkerPool pool, float* x, float* y, AlongAxis along);

    private delegate void ManagedBackward(WorkerPool pool, float* dy, float* y, float* dx, AlongAxis along);

    private static void Forward(AlongAxis along, OracleForward oracle, ManagedForward managed, double roundings, double size)
    {
        var x = Array.ConvertAll(Floats((int)along.Count, 1), value => value * 5);
        double[] wide = Near.Widen(x),
            expected = new double[x.Length];
        fixed (
            double* px = wide,
                pe = expected
        )
        {
            oracle(px, pe, along);
        }

        using var input = new GuardedArray<float>(x);
        Near.Check(expected, Threads.SameBits(x.Length, (pool, y) => managed(pool, input.Pointer, y, along)), roundings, size);
    }

    private static void Backward(AlongAxis along, OracleForward forward, OracleBackward oracle, ManagedBackward managed, double size)
    {
        var dy = Floats((int)along.Count, 1);
        double[] wide = Near.Widen(dy),
            y = Near.Widen(Floats(dy.Length, 2)),
            expected = new double[dy.Length];
        fixed (
            double* pdy = wide,
                py = y,
                pe = expected
        )
        {
            forward(py, py, along);
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = (float)y[i];
            }

            oracle(pdy, py, pe, along);
        }

        using GuardedArray<float> incoming = new(dy),
            output = new(Array.ConvertAll(y, value => (float)value));
        var actual = Threads.SameBits(dy.Length, (pool, dx) => managed(pool, incoming.Pointer, output.Pointer, dx, along));
        Near.Check(expected, actual, 24, size);
    }

    private static float[] Floats(int count, ulong seed) => Array.ConvertAll(Sample.Doubles(count, seed), value => (float)value);
}
