using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// With x̂ = (x − mean)·r and g = dy·scale: dx = r·(g − mean g − x̂·mean(g·x̂)), dscale = Σ dy·x̂, dbias = Σ dy. Each chunk of rows sums
/// its own dscale and dbias; the chunks' sums are added in their order.
/// </summary>
internal static unsafe class LayerNormalizationGradient
{
    // Fewer rows would make the chunks' sums as much work as the elements.
    private const int FewestRows = 64;
    private const int MergedColumns = 1024;

    /// <summary>All three derivatives; scale may be null, dx may be dy or x.</summary>
    public static void Run(
        WorkerPool pool,
        float* dy,
        float* x,
        float* mean,
        float* inverse,
        float* scale,
        float* dx,
        float* dscale,
        float* dbias,
        long rows,
        int columns
    )
    {
        var work = new Work
        {
            Dy = dy,
            X = x,
            Mean = mean,
            Inverse = inverse,
            Scale = scale,
            Dx = dx,
            Rows = rows,
            Size = columns,
            RowsPerChunk = Math.Max(FewestRows, Grid.Rows(2L * columns)),
        };
        var chunks = Grid.Chunks(rows, work.RowsPerChunk);
        work.Sums = (float*)pool.Shared(2L * chunks * columns * sizeof(float));
        Grid.Run(pool, work, chunks);
        Grid.Run(
            pool,
            new Merge
            {
                Sums = work.Sums,
                DScale = dscale,
                DBias = dbias,
                Chunks = chunks,
                Size = columns,
            },
            Grid.Chunks(columns, MergedColumns)
        );
    }

    private struct Work : ILaneWork
    {
        public float* Dy,
            X,
            Mean,
            Inverse,
            Scale,
            Dx,
            Sums;
        public long Rows;
        public int Size,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var size = Size;
            float* dscale = Sums + (2L * chunk * size),
                dbias = dscale + size,
                scale = Scale;
            new Span<float>(dscale, 2 * size).Clear();
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* dy = Dy + (row * size),
                    x = X + (row * size),
                    dx = Dx + (row * size);
                TLanes shift = TLanes.Of(Mean[row]),
                    r = TLanes.Of(Inverse[row]),
                    sum = TLanes.Of(0),
                    product = sum;
                for (var i = 0; i < size; i += TLanes.Count)
                {
                    var rest = size - i;
                    var slope = RowLanes.Load<TLanes>(dy + i, rest);
                    var standard = (RowLanes.Load<TLanes>(x + i, rest, Mean[row]) - shift) * r;
                    RowLanes.Store(TLanes.MultiplyAdd(slope, standard, RowLanes.Load<TLanes>(dscale + i, rest)), dscale + i, rest);
                    RowLanes.Store(slope + RowLanes.Load<TLanes>(dbias + i, rest), dbias + i, rest);
                    var g = scale is null ? slope : slope * RowLanes.Load<TLanes>(scale + i, rest);
                    sum += g;
                    product = TLanes.MultiplyAdd(g, standard, product);
                }

                TLanes meanOfG = TLanes.Of(sum.Sum() / size),
                    meanOfProduct = TLanes.Of(product.Sum() / size);
                for (var i = 0; i < size; i += TLanes.Count)
                {
                    var rest = size - i;
                    var slope = RowLanes.Load<TLanes>(dy + i, rest);
                    var g = scale is null ? slope : slope * RowLanes.Load<TLanes>(scale + i, rest);
                    var standard = (RowLanes.Load<TLanes>(x + i, rest) - shift) * r;
                    RowLanes.Store(r * (g - meanOfG - (standard * meanOfProduct)), dx + i, rest);
                }
            }
        }
    }

    // The chunks' sums become one, in the order of their rows.
    private struct Merge : ILaneWork
    {
        public float* Sums,
            DScale,
            DBias;
        public int Chunks,
            Size;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int block)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Size, (block + 1) * MergedColumns);
            for (var i = block * MergedColumns; i < end; i += TLanes.Count)
            {
                var rest = end - i;
                TLanes dscale = TLanes.Of(0),
                    dbias = dscale;
                for (var chunk = 0; chunk < Chunks; chunk++)
                {
                    var sums = Sums + (2L * chunk * Size) + i;
                    dscale += RowLanes.Load<TLanes>(sums, rest);
                    dbias += RowLanes.Load<TLanes>(sums + Size, rest);
                }

                RowLanes.Store(dscale, DScale + i, rest);
                RowLanes.Store(dbias, DBias + i, rest);
            }
        }
    }
}
