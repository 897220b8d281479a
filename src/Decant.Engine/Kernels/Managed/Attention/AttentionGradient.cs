using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The derivatives of <see cref="Attention"/> by Q, K and V, one head at a time. The weights of a block of queries and keys are computed
/// again from L:
/// P = e^(scale·Q·Kᵀ + mask − L), dV += Pᵀ·dY, dS = scale·P·(dY·Vᵀ − Σ dY·Y), dQ += dS·K, dK += dSᵀ·Q; blocks follow each other in their
/// order.
/// </summary>
internal static unsafe class AttentionGradient
{
    /// <summary>All three derivatives; see <see cref="Reference.Attention"/>.</summary>
    public static void Run(
        WorkerPool pool,
        float* dy,
        float* q,
        float* k,
        float* v,
        float* mask,
        float* y,
        float* logSum,
        float* dq,
        float* dk,
        float* dv,
        in AttentionSizes sizes
    )
    {
        if (sizes.Queries == 0 || sizes.Keys == 0)
        {
            // The blocks below write what they do not add to; without a pair of query and key there is none.
            new Span<float>(dq, checked(sizes.Units * sizes.Queries * sizes.Width)).Clear();
            new Span<float>(dk, checked(sizes.Units * sizes.Keys * sizes.Width)).Clear();
            new Span<float>(dv, checked(sizes.Units * sizes.Keys * sizes.ValueWidth)).Clear();
            return;
        }

        var work = new Work
        {
            Dy = dy,
            Q = q,
            K = k,
            V = v,
            Mask = mask,
            Y = y,
            LogSum = logSum,
            Dq = dq,
            Dk = dk,
            Dv = dv,
            Sizes = sizes,
        };
        Grid.Run(pool, work, sizes.Units);
    }

    private struct Work : ILaneWork
    {
        public float* Dy,
            Q,
            K,
            V,
            Mask,
            Y,
            LogSum,
            Dq,
            Dk,
            Dv;
        public AttentionSizes Sizes;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int unit)
            where TLanes : struct, ILanes<TLanes>
        {
            var room = new AttentionGradientRoom(Sizes);
            for (var query = 0; query < Sizes.Queries; query++)
            {
                room.Means[query] = SoftmaxRow.Dot<TLanes>(
                    Values(Dy, unit, query, Sizes.Queries).Pointer,
                    Values(Y, unit, query, Sizes.Queries).Pointer,
                    Sizes.ValueWidth
                );
            }

            for (var firstKey = 0; firstKey < Sizes.Keys; firstKey += room.MostKeys)
            {
                var keys = Math.Min(room.MostKeys, Sizes.Keys - firstKey);
                MatrixView k = Rows(K, unit, firstKey, Sizes.Keys),
                    v = Values(V, unit, firstKey, Sizes.Keys);
                room.ByQueries.Pack(k.Transposed, keys, Sizes.Width, room.KeyColumns);
                room.ByQueries.Pack(v.Transposed, keys, Sizes.ValueWidth, room.ValueColumns);
                room.ByQueries.Pack(k, Sizes.Width, keys, room.KeyRows);
                for (var firstQuery = 0; firstQuery < Sizes.Queries; firstQuery += room.MostQueries)
                {
                    var queries = Math.Min(room.MostQueries, Sizes.Queries - firstQuery);
                    Pairs<TLanes>(room, unit, firstQuery, queries, firstKey, keys);
                    Sums<TLanes>(room, unit, firstQuery, queries, firstKey, keys);
                }
            }
        }

        // P = e^(scale·Q·Kᵀ + mask − L), dS = scale·P·(dY·Vᵀ − Σ dY·Y)
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Pairs<TLanes>(in AttentionGradientRoom room, int unit, int firstQuery, int queries, int firstKey, int keys)
            where TLanes : struct, ILanes<TLanes>
        {
            MatrixView q = Rows(Q, unit, firstQuery, Sizes.Queries),
                dy = Values(Dy, unit, firstQuery, Sizes.Queries),
                left = new(room.Left, room.LeftStride);
            AttentionScores.Copy<TLanes>(q.Pointer, q.RowStride, room.Left, room.LeftStride, queries, Sizes.Width, (float)Sizes.Scale);
            room.ByQueries.Run<TLanes>(left, room.KeyColumns, room.Weights, room.PairStride, queries, keys, Sizes.Width, add: false);
            AttentionScores.Copy<TLanes>(dy.Pointer, dy.RowStride, room.Left, room.LeftStride, queries, Sizes.ValueWidth, 1);
            room.ByQueries.Run<TLanes>(left, room.ValueColumns, room.Slopes, room.PairStride, queries, keys, Sizes.ValueWidth, add: false);
            for (var row = 0; row < queries; row++)
            {
                var query = firstQuery + row;
                var mask = Mask is null ? null : Mask + Sizes.MaskAt(unit, query) + (firstKey * Sizes.MaskKey);
                var weights = room.Weights + (row * room.PairStride);
                AttentionScores.Mask<TLanes>(weights, mask, Sizes.MaskKey, keys, Sizes.Seen(query) - firstKey);
                Slopes<TLanes>(
                    weights,
                    room.Slopes + (row * room.PairStride),
                    keys,
                    LogSum[((long)unit * Sizes.Queries) + query],
                    room.Means[query],
                    (float)Sizes.Scale
                );
            }
        }

        // dV += Pᵀ·dY, dK += dSᵀ·Q, dQ += dS·K; what comes first is written, not added.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Sums<TLanes>(in AttentionGradientRoom room, int unit, int firstQuery, int queries, int firstKey, int keys)
            where TLanes : struct, ILanes<TLanes>
        {
            MatrixView weights = new(room.Weights, room.PairStride),
                slopes = new(room.Slopes, room.PairStride);
            MatrixView dq = Rows(Dq, unit, firstQuery, Sizes.Queries),
                dk = Rows(Dk, unit, firstKey, Sizes.Keys),
                dv = Values(Dv, unit, firstKey, Sizes.Keys);
            room.ByKeys.Pack(Values(Dy, unit, firstQuery, Sizes.Queries), Sizes.ValueWidth, queries, room.QueryRows);
            room.ByKeys.Run<TLanes>(
                weights.Transposed,
                room.QueryRows,
                dv.Pointer,
                dv.RowStride,
                keys,
                Sizes.ValueWidth,
                queries,
                add: firstQuery > 0
            );
            room.ByKeys.Pack(Rows(Q, unit, firstQuery, Sizes.Queries), Sizes.Width, queries, room.QueryRows);
            room.ByKeys.Run<TLanes>(
                slopes.Transposed,
                room.QueryRows,
                dk.Pointer,
                dk.RowStride,
                keys,
                Sizes.Width,
                queries,
                add: firstQuery > 0
            );
            room.ByQueries.Run<TLanes>(slopes, room.KeyRows, dq.Pointer, dq.RowStride, queries, Sizes.Width, keys, add: firstKey > 0);
        }

        // Rows of a head from one of its positions on, as wide as queries and keys.
        private readonly MatrixView Rows(float* of, int unit, int first, int positions) => Head(of, unit, first, positions, Sizes.Width);

        // The same as wide as values and answers.
        private readonly MatrixView Values(float* of, int unit, int first, int positions) =>
            Head(of, unit, first, positions, Sizes.ValueWidth);

        private readonly MatrixView Head(float* of, int unit, int first, int positions, int width) =>
            new(of + Sizes.At(unit, positions, width) + ((nint)first * Sizes.Stride(width)), Sizes.Stride(width));

        // s → P = e^(s − L) and dP → scale·P·(dP − mean).
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Slopes<TLanes>(float* scores, float* slopes, int keys, float logSum, float mean, float scale)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes shift = TLanes.Of(logSum),
                middle = TLanes.Of(mean),
                factor = TLanes.Of(scale);
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
