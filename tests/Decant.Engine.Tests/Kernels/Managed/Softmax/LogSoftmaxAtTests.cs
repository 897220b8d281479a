using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class LogSoftmaxAtTests
{
    public static TheoryData<int, int, int> Cases =>
        new()
        {
            { 0, 10, 1 },
            { 1, 1, 1 },
            { 7, 10, 1 },
            { 5, 15, 2 },
            { 5, 16, 1 },
            { 5, 17, 0 },
            { 900, 33, 1 },
            { 70, 2000, 3 },
            { 3, 50_000, 1 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logarithms_and_gradient_agree_with_the_reference(int rows, int columns, int picks)
    {
        float[] x = Logits(rows * columns, 1),
            dy = Logits(rows * picks, 2),
            summand = Logits(rows * columns, 3);
        var indices = Enumerable.Range(0, rows * picks).Select(i => ((i * 7919L) % (2 * columns)) - columns).ToArray();
        double[] expected = new double[rows * picks],
            largest = new double[rows],
            logarithm = new double[rows],
            gradient = new double[x.Length];
        fixed (
            double* px = Near.Widen(x),
                pdy = Near.Widen(dy),
                ps = Near.Widen(summand),
                pe = expected,
                pm = largest,
                pl = logarithm,
                pg = gradient
        )
        fixed (long* pi = indices)
        {
            Oracle.LogSoftmaxAt.Run(px, pi, pe, pm, pl, rows, columns, picks);
            Oracle.LogSoftmaxAt.Gradient(pdy, px, pi, pm, pl, ps, pg, rows, columns, picks);
        }

        using GuardedArray<float> guardedX = new(x),
            guardedDy = new(dy),
            guardedLargest = new(new float[rows]),
            guardedLogarithm = new(new float[rows]);
        using var guardedIndices = new GuardedArray<long>(indices);
        var y = Threads.SameBits(rows * picks, (pool, y) =>
            LogSoftmaxAt.Run(
                pool,
                guardedX.Pointer,
                guardedIndices.Pointer,
                y,
                guardedLargest.Pointer,
                guardedLogarithm.Pointer,
                rows,
                columns,
                picks
            )
        );
        // A single lane sums a row in one chain: more roundings than sixteen side by side.
        Near.Check(expected, y, 32, 8);
        var slope = Threads.SameBits(x.Length, (pool, dx) =>
        {
            summand.CopyTo(new Span<float>(dx, summand.Length)); // the summand lies where the sum goes
            LogSoftmaxAt.Gradient(
                pool,
                guardedDy.Pointer,
                guardedX.Pointer,
                guardedIndices.Pointer,
                guardedLargest.Pointer,
                guardedLogarithm.Pointer,
                dx,
                dx,
                rows,
                columns,
                picks
            );
        });
        Near.Check(gradient, slope, 32, 8);
    }

    [Fact]
    public void A_sample_has_the_same_bits_alone_and_in_a_batch()
    {
        const int Size = 10,
            N = 700;
        using GuardedArray<float> x = new(Logits(N * Size, 1)),
            largest = new(new float[N]),
            logarithm = new(new float[N]);
        using var indices = new GuardedArray<long>([.. Enumerable.Range(0, N).Select(n => (long)n % Size)]);
        var batch = Threads.SameBits(N, (pool, y) =>
            LogSoftmaxAt.Run(pool, x.Pointer, indices.Pointer, y, largest.Pointer, logarithm.Pointer, N, Size, 1)
        );
        for (var n = 0; n < N; n += 37)
        {
            var row = n;
            var alone = Threads.SameBits(1, (pool, y) =>
                LogSoftmaxAt.Run(pool, x.Pointer + (row * Size), indices.Pointer + row, y, largest.Pointer, logarithm.Pointer, 1, Size, 1)
            );
            Assert.Equal(Threads.Bits(alone), Threads.Bits(batch).Slice(row, 1));
        }
    }

    [Fact]
    public void An_index_outside_the_row_is_refused()
    {
        using GuardedArray<float> x = new([1, 2, 3]),
            y = new(new float[1]),
            kept = new(new float[2]);
        using var indices = new GuardedArray<long>([3]);
        var error = Assert.Throws<DecantException>(() =>
            Threads.Two(pool => LogSoftmaxAt.Run(pool, x.Pointer, indices.Pointer, y.Pointer, kept.Pointer, kept.Pointer + 1, 1, 3, 1))
        );
        Assert.Contains("expected indices from -3 to 2, received 3", error.Message);
    }

    private static float[] Logits(int count, ulong seed) => Array.ConvertAll(Sample.Doubles(count, seed), value => (float)(5 * value));
}
