using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Y = softmax(scale·Q·Kᵀ + mask)·V, for some queries of one head at a time: a tile of products, the running maximum and sum of every row,
/// and the answers so far are all that is held (Dao et al. 2022, arXiv:2205.14135). A query's answer depends on its own sequence alone.
/// </summary>
internal static unsafe class Attention
{
    // Queries of a chunk: a multiple of every micro-kernel's rows.
    private const int MostQueries = 192;

    /// <summary>Keys of a block; they decide the order of sums.</summary>
    public const int MostKeys = 256;

    /// <summary>The answers, and each query's logarithm of the sum of exponentials; see <see cref="Reference.Attention"/>.</summary>
    public static void Run(WorkerPool pool, float* q, float* k, float* v, float* mask, float* y, float* logSum, in AttentionSizes sizes)
    {
        var work = new Work
        {
            Q = q,
            K = k,
            V = v,
            Mask = mask,
            Y = y,
            LogSum = logSum,
            Sizes = sizes,
            Blocks = Grid.Chunks(sizes.Queries, MostQueries),
        };
        Grid.Run(pool, work, sizes.Units * work.Blocks);
    }

    private struct Work : ILaneWork
    {
        public float* Q,
            K,
            V,
            Mask,
            Y,
            LogSum;
        public AttentionSizes Sizes;
        public int Blocks;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var (unit, block) = Math.DivRem(chunk, Blocks);
            var (width, valueWidth, first) = (Sizes.Width, Sizes.ValueWidth, block * MostQueries);
            var queries = Math.Min(MostQueries, Sizes.Queries - first);
            var mostKeys = Math.Min(MostKeys, Sizes.Keys);
            var kernel = MicroKernel.For(queries, valueWidth);
            int queryStride = BlockProduct.Stride(width),
                scoreStride = BlockProduct.Stride(mostKeys);
            nint valueStride = Sizes.Stride(valueWidth);

            var measure = new BlockProduct(kernel, null);
            long floats =
                BlockProduct.SumFloats
                + measure.PanelFloats(mostKeys, width)
                + measure.PanelFloats(valueWidth, mostKeys)
                + ((long)BlockProduct.Up(queries) * queryStride)
                + ((long)BlockProduct.RowMultiple * scoreStride)
                + (2 * MostQueries);
            var sums = (float*)WorkerPool.Scratch(floats * sizeof(float));
            var product = new BlockProduct(kernel, sums);
            var keyPanels = sums + BlockProduct.SumFloats;
            var valuePanels = keyPanels + product.PanelFloats(mostKeys, width);
            var asked = valuePanels + product.PanelFloats(valueWidth, mostKeys);
            var scores = asked + ((long)BlockProduct.Up(queries) * queryStride);
            var largest = scores + ((long)BlockProduct.RowMultiple * scoreStride);
            var total = largest + MostQueries;

            var y = Y + Sizes.At(unit, Sizes.Queries, valueWidth) + (first * valueStride);
            var rowsOfQ = Q + Sizes.At(unit, Sizes.Queries, width) + ((nint)first * Sizes.Stride(width));
            AttentionScores.Copy<TLanes>(rowsOfQ, Sizes.Stride(width), asked, queryStride, queries, width, (float)Sizes.Scale);
            new Span<float>(largest, queries).Fill(float.NegativeInfinity);
            new Span<float>(total, queries).Clear();
            for (var row = 0; row < queries; row++)
            {
                new Span<float>(y + (row * valueStride), valueWidth).Clear();
            }

            for (var firstKey = 0; firstKey < Sizes.Seen(first + queries - 1); firstKey += mostKeys)
            {
                var keys = Math.Min(mostKeys, Sizes.Keys - firstKey);
                var k = K + Sizes.At(unit, Sizes.Keys, width) + ((nint)firstKey * Sizes.Stride(width));
                var v = V + Sizes.At(unit, Sizes.Keys, valueWidth) + (firstKey * valueStride);
                product.Pack(new MatrixView(k, 1, Sizes.Stride(width)), keys, width, keyPanels);
                product.Pack(new MatrixView(v, valueStride), valueWidth, keys, valuePanels);
                for (var row = 0; row < queries; row += kernel.Rows)
                {
                    var rows = Math.Min(kernel.Rows, queries - row);
                    Expect(unit + 1, first + firstKey + row, rows);
                    product.Run<TLanes>(
                        new(asked + (row * (nint)queryStride), queryStride),
                        keyPanels,
                        scores,
                        scoreStride,
                        rows,
                        keys,
                        width,
                        add: false
                    );
                    for (var i = 0; i < rows; i++)
                    {
                        var query = first + row + i;
                        var mask = Mask is null ? null : Mask + Sizes.MaskAt(unit, query) + (firstKey * Sizes.MaskKey);
                        var score = scores + (i * (nint)scoreStride);
                        AttentionScores.Mask<TLanes>(score, mask, Sizes.MaskKey, keys, Sizes.Seen(query) - firstKey);
                        Exponentials<TLanes>(
                            score,
                            keys,
                            ref largest[row + i],
                            ref total[row + i],
                            y + ((row + i) * valueStride),
                            valueWidth
                        );
                    }

                    product.Run<TLanes>(
                        new(scores, scoreStride),
                        valuePanels,
                        y + (row * valueStride),
                        valueStride,
                        rows,
                        valueWidth,
                        keys,
                        add: true
                    );
                }
            }

            for (var row = 0; row < queries; row++)
            {
                if (total[row] == 0)
                {
                    (largest[row], total[row]) = (0, 1); // it sees no key: an empty sum, whose L is 0
                }

                Scale<TLanes>(y + (row * valueStride), valueWidth, 1 / total[row]);
            }

            var logSum = LogSum + ((long)unit * Sizes.Queries) + first;
            for (var row = 0; row < queries; row += TLanes.Count)
            {
                var logarithm = Logarithm.Log(RowLanes.Load<TLanes>(total + row, queries - row, 1));
                RowLanes.Store(RowLanes.Load<TLanes>(largest + row, queries - row) + logarithm, logSum + row, queries - row);
            }
        }

        // Alongside it, some positions of the next head are asked for: short rows that lie far apart.
        private readonly void Expect(int unit, int first, int count)
        {
            if (unit >= Sizes.Units)
            {
                return;
            }

            float* q = Q + Sizes.At(unit, Sizes.Queries, Sizes.Width),
                y = Y + Sizes.At(unit, Sizes.Queries, Sizes.ValueWidth);
            float* k = K + Sizes.At(unit, Sizes.Keys, Sizes.Width),
                v = V + Sizes.At(unit, Sizes.Keys, Sizes.ValueWidth);
            nint stride = Sizes.Stride(Sizes.Width),
                valueStride = Sizes.Stride(Sizes.ValueWidth);
            for (nint position = first; position < Math.Min(first + count, Sizes.Queries); position++)
            {
                Prefetch.Run(q + (position * stride), Sizes.Width, 0, 1);
                Prefetch.Run(y + (position * valueStride), Sizes.ValueWidth, 0, 1);
            }

            for (nint position = first; position < Math.Min(first + count, Sizes.Keys); position++)
            {
                Prefetch.Run(k + (position * stride), Sizes.Width, 0, 1);
                Prefetch.Run(v + (position * valueStride), Sizes.ValueWidth, 0, 1);
            }
        }

        // Brings a row's sums to the new maximum m: s → e^(s − m), Σ → Σ·e^(old − m) + Σ e^(s − m), y → y·e^(old − m).
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Exponentials<TLanes>(float* scores, int keys, ref float largest, ref float total, float* y, int width)
            where TLanes : struct, ILanes<TLanes>
        {
            var old = largest;
            var next = MathF.Max(old, SoftmaxRow.Largest<TLanes>(scores, keys));
            var shift = float.IsNegativeInfinity(next) ? 0 : next; // nothing seen yet: −∞ − (−∞) has no value
            var sum = AttentionScores.Exp<TLanes>(scores, keys, shift);
            largest = next;
            if (old == next || float.IsNegativeInfinity(old))
            {
                total += sum;
                return;
            }

            var factor = MathF.Exp(old - shift);
            total = (total * factor) + sum;
            Scale<TLanes>(y, width, factor);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Scale<TLanes>(float* row, int count, float factor)
            where TLanes : struct, ILanes<TLanes>
        {
            for (var i = 0; i < count; i += TLanes.Count)
            {
                RowLanes.Store(RowLanes.Load<TLanes>(row + i, count - i) * TLanes.Of(factor), row + i, count - i);
            }
        }
    }
}
