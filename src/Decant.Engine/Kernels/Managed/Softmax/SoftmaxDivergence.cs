using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// D = Σ p·(ln p − ln q) of p = softmax(x/T), q = softmax(y/T), row by row. T² = 400 enlarges no rounding: D is precise relative to itself.
/// </summary>
internal static unsafe class SoftmaxDivergence
{
    /// <summary>The divergence of each row.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, double temperature, float* divergence, float* sums, long rows, int columns)
    {
        var work = new Forward
        {
            X = x,
            Y = y,
            Temperature = temperature,
            Divergence = divergence,
            Sums = sums,
            Rows = rows,
            Size = columns,
            RowsPerChunk = Grid.Rows(8L * columns),
        };
        Grid.Run(pool, work, Grid.Chunks(rows, work.RowsPerChunk));
    }

    /// <summary>dy = dD·(q − p)/T + summand, which may be null. dy may be x, y or the summand.</summary>
    public static void Gradient(
        WorkerPool pool,
        float* dD,
        float* x,
        float* y,
        double temperature,
        float* sums,
        float* summand,
        float* dy,
        long rows,
        int columns
    )
    {
        var work = new Backward
        {
            DD = dD,
            X = x,
            Y = y,
            Temperature = temperature,
            Sums = sums,
            Summand = summand,
            Dy = dy,
            Rows = rows,
            Size = columns,
            RowsPerChunk = Grid.Rows(8L * columns),
        };
        Grid.Run(pool, work, Grid.Chunks(rows, work.RowsPerChunk));
    }

    private struct Forward : ILaneWork
    {
        // Rows whose logarithms are made side by side.
        private const int Block = 32;

        public float* X,
            Y,
            Divergence,
            Sums;
        public double Temperature;
        public long Rows;
        public int Size,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            float* largestX = stackalloc float[4 * Block],
                logarithmX = largestX + Block,
                largestY = logarithmX + Block,
                logarithmY = largestY + Block;
            var factor = (float)(1 / Temperature);
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var first = (long)chunk * RowsPerChunk; first < end; first += Block)
            {
                var rows = (int)Math.Min(Block, end - first);
                SoftmaxRow.LogSumOfExp<TLanes>(X + (first * Size), Size, factor, largestX, logarithmX, rows);
                SoftmaxRow.LogSumOfExp<TLanes>(Y + (first * Size), Size, factor, largestY, logarithmY, rows);
                for (var row = 0; row < rows; row++)
                {
                    var sums = Sums + (4 * (first + row));
                    (sums[0], sums[1], sums[2], sums[3]) = (largestX[row], logarithmX[row], largestY[row], logarithmY[row]);
                    Divergence[first + row] = Sum<TLanes>(X + ((first + row) * Size), Y + ((first + row) * Size), Size, sums, factor);
                }
            }
        }

        // Σ q·ψ(d) of d = ln p − ln q: as Σp = Σq, this is Σ p·d.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private static float Sum<TLanes>(float* x, float* y, int size, float* sums, float temperatureFactor)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes largestX = TLanes.Of(sums[0]),
                logarithmX = TLanes.Of(sums[1]),
                largestY = TLanes.Of(sums[2]),
                logarithmY = TLanes.Of(sums[3]);
            TLanes factor = TLanes.Of(temperatureFactor),
                total = TLanes.Of(0);
            for (var block = 0; block < size; block += SoftmaxRow.Block)
            {
                var end = Math.Min(size, block + SoftmaxRow.Block);
                var sum = TLanes.Of(0);
                for (var i = block; i < end; i += TLanes.Count)
                {
                    var (ofX, ofY) = (
                        RowLanes.Load<TLanes>(x + i, end - i, float.NegativeInfinity),
                        RowLanes.Load<TLanes>(y + i, end - i, float.NegativeInfinity)
                    );
                    var p = Exponential.ExpOfNegative(((ofX - largestX) * factor) - logarithmX);
                    var q = Exponential.ExpOfNegative(((ofY - largestY) * factor) - logarithmY);
                    sum += Term(p, q, ((ofX - ofY - (largestX - largestY)) * factor) - (logarithmX - logarithmY));
                }

                total += sum;
            }

            return total.Sum();
        }

        // q·ψ(d), ψ(d) = eᵈ·(d − 1) + 1 = Σ (n − 1)/n!·dⁿ from n = 2 on, and p = q·eᵈ. No term is negative, so nothing cancels between
        // them; and an error of d, which has that of the logarithms, changes D by its own share only.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Term<TLanes>(TLanes p, TLanes q, TLanes d)
            where TLanes : struct, ILanes<TLanes>
        {
            var series = TLanes.Of(1 / 5760f);
            series = TLanes.MultiplyAdd(series, d, TLanes.Of(1 / 840f));
            series = TLanes.MultiplyAdd(series, d, TLanes.Of(1 / 144f));
            series = TLanes.MultiplyAdd(series, d, TLanes.Of(1 / 30f));
            series = TLanes.MultiplyAdd(series, d, TLanes.Of(1 / 8f));
            series = TLanes.MultiplyAdd(series, d, TLanes.Of(1 / 3f));
            series = TLanes.MultiplyAdd(series, d, TLanes.Of(1 / 2f));
            var isNear = TLanes.Less(TLanes.Abs(d), TLanes.Of(0.5f));
            var term = TLanes.Select(isNear, q * d * d * series, TLanes.MultiplyAdd(p, d - TLanes.Of(1), q));
            return TLanes.Select(TLanes.Equal(p, TLanes.Of(0)), q, term); // no 0·∞
        }
    }

    private struct Backward : ILaneWork
    {
        public float* DD,
            X,
            Y,
            Sums,
            Summand,
            Dy;
        public double Temperature;
        public long Rows;
        public int Size,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var factor = TLanes.Of((float)(1 / Temperature));
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* x = X + (row * Size),
                    y = Y + (row * Size),
                    dy = Dy + (row * Size),
                    sums = Sums + (4 * row);
                var summand = Summand == null ? null : Summand + (row * Size);
                TLanes largestX = TLanes.Of(sums[0]),
                    logarithmX = TLanes.Of(sums[1]),
                    largestY = TLanes.Of(sums[2]),
                    logarithmY = TLanes.Of(sums[3]);
                var scale = TLanes.Of((float)(DD[row] / Temperature));
                for (var i = 0; i < Size; i += TLanes.Count)
                {
                    var difference = Difference(RowLanes.Load<TLanes>(x + i, Size - i), RowLanes.Load<TLanes>(y + i, Size - i));
                    RowLanes.Store(
                        summand == null ? difference : difference + RowLanes.Load<TLanes>(summand + i, Size - i),
                        dy + i,
                        Size - i
                    );
                }

                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                TLanes Difference(TLanes ofX, TLanes ofY) =>
                    scale
                    * (
                        Exponential.ExpOfNegative(((ofY - largestY) * factor) - logarithmY)
                        - Exponential.ExpOfNegative(((ofX - largestX) * factor) - logarithmX)
                    );
            }
        }
    }
}
