using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The derivatives of <see cref="Attention"/> by Q, K and V, one head at a time. The weights of a block of queries and keys are computed again from L:
/// P = e^(scale·Q·Kᵀ + mask − L), dV += Pᵀ·dY, dS = scale·P·(dY·Vᵀ − Σ dY·Y), dQ += dS·K, dK += dSᵀ·Q; blocks follow each other in their order.
/// </summary>
internal static unsafe class AttentionGradient
{
    private const int MostQueries = 192;

    /// <summary>All three derivatives; see <see cref="Reference.Attention"/>.</summary>
    public static void Run(
        WorkerPool pool, float* dy, float* q, float* k, float* v, float* mask, float* y, float* logSum, float* dq, float* dk, float* dv, in AttentionSizes sizes)
    {
        if (sizes.Queries == 0 || sizes.Keys == 0)
        {
            // The blocks below write what they do not add to; without a pair of query and key there is none.
            new Span<float>(dq, checked(sizes.Units * sizes.Queries * sizes.Width)).Clear();
            new Span<float>(dk, checked(sizes.Units * sizes.Keys * sizes.Width)).Clear();
            new Span<float>(dv, checked(sizes.Units * sizes.Keys * sizes.ValueWidth)).Clear();
            return;
        }

        var work = new Work { Dy = dy, Q = q, K = k, V = v, Mask = mask, Y = y, LogSum = logSum, Dq = dq, Dk = dk, Dv = dv, Sizes = sizes };
        Grid.Run(pool, work, sizes.Units);
    }

    private struct Work : ILaneWork
    {
        public float* Dy, Q, K, V, Mask, Y, LogSum, Dq, Dk, Dv;
        public AttentionSizes Sizes;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int unit)
            where TLanes : struct, ILanes<TLanes>
        {
            var (width, valueWidth) = (Sizes.Width, Sizes.ValueWidth);
            int mostQueries = Math.Min(MostQueries, Sizes.Queries), mostKeys = Math.Min(Attention.MostKeys, Sizes.Keys);
            var widest = Math.Max(width, valueWidth);
            nint stride = Sizes.Stride(width), valueStride = Sizes.Stride(valueWidth), ownStride = BlockProduct.Stride(widest), scoreStride = BlockProduct.Stride(mostKeys);
            var (ofQueries, ofKeys) = (MicroKernel.For(mostQueries, widest), MicroKernel.For(mostKeys, widest));

            // Room for whatever kernel: panels end with at most RowMultiple · 2 columns of zeros.
            var panel = (long)(Math.Max(widest, mostKeys) + (2 * BlockProduct.RowMultiple)) * Math.Max(widest, Math.Max(mostKeys, mostQueries));
            var block = BlockProduct.Up(mostQueries) * (long)scoreStride;
            var own = BlockProduct.Up(mostQueries) * (long)ownStride;
            var sums = (float*)WorkerPool.Scratch(((5 * panel) + (2 * block) + own + BlockProduct.SumFloats + Sizes.Queries) * sizeof(float));
            var (byQueries, byKeys) = (new BlockProduct(ofQueries, sums), new BlockProduct(ofKeys, sums));
            float* keyColumns = sums + BlockProduct.SumFloats, valueColumns = keyColumns + panel, keyRows = valueColumns + panel, slopes = keyRows + panel, asked = slopes + panel;
            float* weights = asked + panel, ds = weights + block, left = ds + block, means = left + own;

            float* q = Q + Sizes.At(unit, Sizes.Queries, width), k = K + Sizes.At(unit, Sizes.Keys, width), v = V + Sizes.At(unit, Sizes.Keys, valueWidth);
            float* dq = Dq + Sizes.At(unit, Sizes.Queries, width), dk = Dk + Sizes.At(unit, Sizes.Keys, width), dv = Dv + Sizes.At(unit, Sizes.Keys, valueWidth);
            float* dy = Dy + Sizes.At(unit, Sizes.Queries, valueWidth), y = Y + Sizes.At(unit, Sizes.Queries, valueWidth);
            for (var query = 0; query < Sizes.Queries; query++)
            {
                means[query] = SoftmaxRow.Dot<TLanes>(dy + (query * valueStride), y + (query * valueStride), valueWidth);
            }

            for (var firstKey = 0; firstKey < Sizes.Keys; firstKey += mostKeys)
            {
                var keys = Math.Min(mostKeys, Sizes.Keys - firstKey);
                byQueries.Pack(new MatrixView(k + (firstKey * stride), 1, stride), keys, width, keyColumns);
                byQueries.Pack(new MatrixView(v + (firstKey * valueStride), 1, valueStride), keys, valueWidth, valueColumns);
                byQueries.Pack(new MatrixView(k + (firstKey * stride), stride), width, keys, keyRows);
                for (var first = 0; first < Sizes.Queries; first += mostQueries)
                {
                    var queries = Math.Min(mostQueries, Sizes.Queries - first);
                    float* rowsOfQ = q + (first * stride), rowsOfDy = dy + (first * valueStride);
                    AttentionScores.Copy<TLanes>(rowsOfQ, stride, left, ownStride, queries, width, (float)Sizes.Scale);
                    byQueries.Run<TLanes>(new(left, ownStride), keyColumns, weights, scoreStride, queries, keys, width, add: false);
                    AttentionScores.Copy<TLanes>(rowsOfDy, valueStride, left, ownStride, queries, valueWidth, 1);
                    byQueries.Run<TLanes>(new(left, ownStride), valueColumns, ds, scoreStride, queries, keys, valueWidth, add: false);
                    for (var row = 0; row < queries; row++)
                    {
                        var query = first + row;
                        var mask = Mask is null ? null : Mask + Sizes.MaskAt(unit, query) + (firstKey * Sizes.MaskKey);
                        var weight = weights + (row * scoreStride);
                        AttentionScores.Mask<TLanes>(weight, mask, Sizes.MaskKey, keys, Sizes.Seen(query) - firstKey);
                        Slopes<TLanes>(weight, ds + (row * scoreStride), keys, LogSum[((long)unit * Sizes.Queries) + query], means[query], (float)Sizes.Scale);
                    }

                    byKeys.Pack(new MatrixView(rowsOfDy, valueStride), valueWidth, queries, slopes);
                    byKeys.Run<TLanes>(new(weights, 1, scoreStride), slopes, dv + (firstKey * valueStride), valueStride, keys, valueWidth, queries, add: first > 0);
                    byKeys.Pack(new MatrixView(rowsOfQ, stride), width, queries, asked);
                    byKeys.Run<TLanes>(new(ds, 1, scoreStride), asked, dk + (firstKey * stride), stride, keys, width, queries, add: first > 0);
                    byQueries.Run<TLanes>(new(ds, scoreStride), keyRows, dq + (first * stride), stride, queries, width, keys, add: firstKey > 0);
                }
            }
        }

        // s → P = e^(s − L) and dP → scale·P·(dP − mean).
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Slopes<TLanes>(float* scores, float* slopes, int keys, float logSum, float mean, float scale)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes shift = TLanes.Of(logSum), middle = TLanes.Of(mean), factor = TLanes.Of(scale);
            for (var i = 0; i < keys; i += TLanes.Count)
            {
                var p = Exponential.ExpOfNegative(RowLanes.Load<TLanes>(scores + i, keys - i) - shift);
                var ds = p * (RowLanes.Load<TLanes>(slopes + i, keys - i) - middle) * factor;
                RowLanes.Store(p, scores + i, keys - i);
                RowLanes.Store(ds, slopes + i, keys - i);
            }
        }
    }
}
