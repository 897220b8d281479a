using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Oracle = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class AttentionTests
{
    /// <summary>Sequences, heads, queries, keys, width, width of values; positions first; a mask; causal.</summary>
    public static TheoryData<int, int, int, int, int, int, bool, bool, bool> Cases =>
        new()
        {
            { 1, 1, 1, 1, 1, 1, false, false, false },
            { 0, 2, 3, 3, 4, 4, false, false, false },
            { 2, 3, 5, 5, 8, 8, true, false, false },
            { 2, 2, 12, 31, 16, 33, false, true, false },
            { 1, 2, 25, 48, 64, 64, true, true, false },
            { 3, 1, 17, 17, 7, 5, true, false, true },
            { 1, 2, 193, 257, 32, 32, true, true, false },
            { 1, 1, 400, 600, 9, 65, false, true, false },
            { 1, 2, 300, 300, 16, 16, true, false, true },
            { 1, 1, 40, 530, 16, 16, false, false, true },
            { 2, 4, 128, 128, 64, 64, true, false, false },
            { 2, 2, 5, 0, 8, 4, true, false, false },
            { 1, 3, 0, 7, 4, 8, false, false, false },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_agree_with_the_reference(
        int batch,
        int heads,
        int queries,
        int keys,
        int width,
        int valueWidth,
        bool positionsFirst,
        bool masked,
        bool causal
    )
    {
        var t = new Trial(Sizes(batch, heads, queries, keys, width, valueWidth, positionsFirst, masked, causal), masked);
        // Results one after the other: Y, L.
        var actual = Threads.SameBits(t.Y.Length + t.LogSum.Length, (pool, result) =>
            Attention.Run(pool, t.FloatQ.Pointer, t.FloatK.Pointer, t.FloatV.Pointer, t.FloatMask, result, result + t.Y.Length, t.Sizes)
        );
        t.Dispose();
        Near.Check(t.Y, actual.AsSpan(0, t.Y.Length), 64, 2);
        Near.Check(t.LogSum, actual.AsSpan(t.Y.Length), 64, 4);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Derivatives_agree_with_the_reference(
        int batch,
        int heads,
        int queries,
        int keys,
        int width,
        int valueWidth,
        bool positionsFirst,
        bool masked,
        bool causal
    )
    {
        var t = new Trial(Sizes(batch, heads, queries, keys, width, valueWidth, positionsFirst, masked, causal), masked);
        var dy = Sample.Doubles(t.Y.Length, 7);
        double[] dq = new double[t.Q.Length],
            dk = new double[t.K.Length],
            dv = new double[t.V.Length];
        fixed (
            double* pdy = dy,
                pq = t.Q,
                pk = t.K,
                pv = t.V,
                pm = t.Mask,
                py = t.Y,
                pl = t.LogSum,
                pdq = dq,
                pdk = dk,
                pdv = dv
        )
        {
            Oracle.Attention.Gradient(pdy, pq, pk, pv, masked ? pm : null, py, pl, pdq, pdk, pdv, t.Sizes);
        }

        using GuardedArray<float> guardedDy = Floats(dy),
            y = Floats(t.Y),
            logSum = Floats(t.LogSum);
        // Results one after the other: dQ, dK, dV.
        var actual = Threads.SameBits(dq.Length + dk.Length + dv.Length, (pool, result) =>
            AttentionGradient.Run(
                pool,
                guardedDy.Pointer,
                t.FloatQ.Pointer,
                t.FloatK.Pointer,
                t.FloatV.Pointer,
                t.FloatMask,
                y.Pointer,
                logSum.Pointer,
                result,
                result + dq.Length,
                result + dq.Length + dk.Length,
                t.Sizes
            )
        );
        t.Dispose();
        Near.Check(dq, actual.AsSpan(0, dq.Length), 256, 8);
        Near.Check(dk, actual.AsSpan(dq.Length, dk.Length), 256, 8);
        Near.Check(dv, actual.AsSpan(dq.Length + dk.Length), 256, 8);
    }

    [Fact]
    public void A_whole_block_of_keys_that_is_masked_changes_nothing()
    {
        // The first 256 keys are one block: the running maximum is −∞ when it ends.
        const int masked = Attention.MostKeys,
            width = 8;
        var sizes = Sizes(1, 1, 3, masked + 20, width, width, false, true, false);
        var mask = new float[3 * sizes.Keys];
        for (var query = 0; query < 3; query++)
        {
            mask.AsSpan(query * sizes.Keys, masked).Fill(float.NegativeInfinity);
        }

        double[] q = Sample.Doubles(3 * width, 1),
            k = Sample.Doubles(sizes.Keys * width, 2),
            v = Sample.Doubles(sizes.Keys * width, 3);
        using GuardedArray<float> floatQ = Floats(q),
            floatK = Floats(k),
            floatV = Floats(v),
            floatMask = new(mask),
            logSum = new(3);
        var actual = Threads.SameBits(3 * width, (pool, y) =>
            Attention.Run(pool, floatQ.Pointer, floatK.Pointer, floatV.Pointer, floatMask.Pointer, y, logSum.Pointer, sizes)
        );

        var last = Sizes(1, 1, 3, 20, width, width, false, false, false);
        var alone = Threads.SameBits(3 * width, (pool, y) =>
            Attention.Run(
                pool,
                floatQ.Pointer,
                floatK.Pointer + (masked * width),
                floatV.Pointer + (masked * width),
                null,
                y,
                logSum.Pointer,
                last
            )
        );
        Assert.Equal(alone, actual);
    }

    [Fact]
    public void A_sequence_s_answer_is_the_same_alone_and_in_a_batch()
    {
        using var t = new Trial(Sizes(3, 2, 37, 50, 24, 24, true, false, false), false);
        var together = Threads.SameBits(t.Y.Length, (pool, y) =>
            Attention.Run(pool, t.FloatQ.Pointer, t.FloatK.Pointer, t.FloatV.Pointer, null, y, t.FloatLogSum.Pointer, t.Sizes)
        );
        var (answers, queries, keys) = (t.Y.Length / 3, t.Q.Length / 3, t.K.Length / 3);
        var alone = Threads.SameBits(answers, (pool, y) =>
            Attention.Run(
                pool,
                t.FloatQ.Pointer + (2 * queries),
                t.FloatK.Pointer + (2 * keys),
                t.FloatV.Pointer + (2 * keys),
                null,
                y,
                t.FloatLogSum.Pointer,
                t.Sizes with
                {
                    Batch = 1,
                }
            )
        );
        Assert.Equal(together[(2 * answers)..], alone);
    }

    private static AttentionSizes Sizes(
        int batch,
        int heads,
        int queries,
        int keys,
        int width,
        int valueWidth,
        bool positionsFirst,
        bool masked,
        bool causal
    ) =>
        new()
        {
            Batch = batch,
            Heads = heads,
            Queries = queries,
            Keys = keys,
            Width = width,
            ValueWidth = valueWidth,
            Scale = 1 / Math.Sqrt(width),
            PositionsFirst = positionsFirst,
            Causal = causal,
            MaskQuery = masked ? keys : 0,
            MaskKey = masked ? 1 : 0,
        };

    private static GuardedArray<float> Floats(double[] values) => new(Array.ConvertAll(values, value => (float)value));

    private sealed class Trial : IDisposable
    {
        private readonly GuardedArray<float> _mask;
        private readonly bool _masked;

        public Trial(AttentionSizes sizes, bool masked)
        {
            var (queries, keys) = (sizes.Units * sizes.Queries, sizes.Units * sizes.Keys);
            (Sizes, _masked) = (sizes, masked);
            (Q, K, V, Mask) = (
                Sample.Doubles(queries * sizes.Width, 1),
                Sample.Doubles(keys * sizes.Width, 2),
                Sample.Doubles(keys * sizes.ValueWidth, 3),
                Sample.Doubles(sizes.Queries * sizes.Keys, 4)
            );
            (Y, LogSum) = (new double[queries * sizes.ValueWidth], new double[queries]);
            fixed (
                double* q = Q,
                    k = K,
                    v = V,
                    m = Mask,
                    y = Y,
                    l = LogSum
            )
            {
                Oracle.Attention.Run(q, k, v, masked ? m : null, y, l, sizes);
            }

            (FloatQ, FloatK, FloatV, _mask, FloatLogSum) = (Floats(Q), Floats(K), Floats(V), Floats(Mask), new(queries));
        }

        public AttentionSizes Sizes { get; }

        public double[] Q { get; }

        public double[] K { get; }

        public double[] V { get; }

        public double[] Mask { get; }

        public double[] Y { get; }

        public double[] LogSum { get; }

        public GuardedArray<float> FloatQ { get; }

        public GuardedArray<float> FloatK { get; }

        public GuardedArray<float> FloatV { get; }

        public GuardedArray<float> FloatLogSum { get; }

        public float* FloatMask => _masked ? _mask.Pointer : null;

        public void Dispose()
        {
            foreach (var array in (GuardedArray<float>[])[FloatQ, FloatK, FloatV, FloatLogSum, _mask])
            {
                array.Dispose();
            }
        }
    }
}
