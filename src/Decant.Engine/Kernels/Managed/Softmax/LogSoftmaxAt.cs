using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y = (x − max) − ln Σ e^(x − max) at some places of each row.</summary>
internal static unsafe class LogSoftmaxAt
{
    /// <summary>
    /// Logarithms of softmax at the places that indices [rows, picks] name; the two numbers that each row's gradient needs are kept.
    /// </summary>
    public static void Run(
        WorkerPool pool,
        float* x,
        long* indices,
        float* y,
        float* largest,
        float* logarithm,
        long rows,
        int columns,
        int picks
    )
    {
        var work = new Forward
        {
            X = x,
            Indices = indices,
            Y = y,
            Largest = largest,
            Logarithm = logarithm,
            Rows = rows,
            Columns = columns,
            Picks = picks,
            RowsPerChunk = Grid.Rows(4L * columns),
        };
        Grid.Run(pool, work, Grid.Chunks(rows, work.RowsPerChunk));
    }

    /// <summary>dx = Σₖ dyₖ·([indexₖ = c] − softmax(x)) + summand, which may be null. dx may be x or the summand.</summary>
    public static void Gradient(
        WorkerPool pool,
        float* dy,
        float* x,
        long* indices,
        float* largest,
        float* logarithm,
        float* summand,
        float* dx,
        long rows,
        int columns,
        int picks
    )
    {
        var work = new Backward
        {
            Dy = dy,
            X = x,
            Indices = indices,
            Largest = largest,
            Logarithm = logarithm,
            Summand = summand,
            Dx = dx,
            Rows = rows,
            Columns = columns,
            Picks = picks,
            RowsPerChunk = Grid.Rows(4L * columns),
        };
        Grid.Run(pool, work, Grid.Chunks(rows, work.RowsPerChunk));
    }

    private struct Forward : ILaneWork
    {
        public float* X,
            Y,
            Largest,
            Logarithm;
        public long* Indices;
        public long Rows;
        public int Columns,
            Picks,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var first = (long)chunk * RowsPerChunk;
            var end = Math.Min(Rows, first + RowsPerChunk);
            SoftmaxRow.LogSumOfExp<TLanes>(X + (first * Columns), Columns, 1, Largest + first, Logarithm + first, (int)(end - first));
            for (var row = first; row < end; row++)
            {
                for (var pick = row * Picks; pick < (row + 1) * Picks; pick++)
                {
                    Y[pick] =
                        X[(row * Columns) + GatherIndex.Resolve(nameof(LogSoftmaxAt), Indices[pick], Columns)]
                        - Largest[row]
                        - Logarithm[row];
                }
            }
        }
    }

    private struct Backward : ILaneWork
    {
        public float* Dy,
            X,
            Largest,
            Logarithm,
            Summand,
            Dx;
        public long* Indices;
        public long Rows;
        public int Columns,
            Picks,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* x = X + (row * Columns),
                    dx = Dx + (row * Columns),
                    summand = Summand == null ? null : Summand + (row * Columns),
                    dy = Dy + (row * Picks);
                TLanes largest = TLanes.Of(Largest[row]),
                    logarithm = TLanes.Of(Logarithm[row]),
                    minusSum = TLanes.Of(-Total(dy, Picks));
                for (var i = 0; i < Columns; i += TLanes.Count)
                {
                    var softmax = Exponential.ExpOfNegative(RowLanes.Load<TLanes>(x + i, Columns - i) - largest - logarithm);
                    var added = summand == null ? TLanes.Of(0) : RowLanes.Load<TLanes>(summand + i, Columns - i);
                    RowLanes.Store(TLanes.MultiplyAdd(softmax, minusSum, added), dx + i, Columns - i);
                }

                for (var k = 0; k < Picks; k++)
                {
                    dx[GatherIndex.Resolve(nameof(LogSoftmaxAt), Indices[(row * Picks) + k], Columns)] += dy[k];
                }
            }
        }

        private static float Total(float* dy, int count)
        {
            var total = 0f;
            for (var k = 0; k < count; k++)
            {
                total += dy[k];
            }

            return total;
        }
    }
}
