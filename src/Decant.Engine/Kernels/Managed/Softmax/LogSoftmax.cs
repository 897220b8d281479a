using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y = (x − max) − ln Σ e^(x − max) along an axis.</summary>
internal static unsafe class LogSoftmax
{
    /// <summary>Logarithm of softmax along an axis. y may be x.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, AlongAxis along)
    {
        if (along.Inner != 1)
        {
            SoftmaxColumns.Run(pool, x, y, along, isLogarithm: true);
            return;
        }

        var work = new Forward
        {
            X = x,
            Y = y,
            Rows = along.Outer,
            Size = along.Size,
            RowsPerChunk = Grid.Rows(4L * along.Size),
        };
        Grid.Run(pool, work, Grid.Chunks(along.Outer, work.RowsPerChunk));
    }

    /// <summary>dx = dy − eʸ · Σ dy. dx may be dy.</summary>
    public static void Gradient(WorkerPool pool, float* dy, float* y, float* dx, AlongAxis along)
    {
        if (along.Inner != 1)
        {
            SoftmaxColumns.Gradient(pool, dy, y, dx, along, isLogarithm: true);
            return;
        }

        var work = new Backward
        {
            Dy = dy,
            Y = y,
            Dx = dx,
            Rows = along.Outer,
            Size = along.Size,
            RowsPerChunk = Grid.Rows(4L * along.Size),
        };
        Grid.Run(pool, work, Grid.Chunks(along.Outer, work.RowsPerChunk));
    }

    private struct Forward : ILaneWork
    {
        // Rows whose logarithms are made side by side.
        private const int Block = 64;

        public float* X,
            Y;
        public long Rows;
        public int Size,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            float* largest = stackalloc float[2 * Block],
                logarithm = largest + Block;
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var first = (long)chunk * RowsPerChunk; first < end; first += Block)
            {
                var rows = (int)Math.Min(Block, end - first);
                SoftmaxRow.LogSumOfExp<TLanes>(X + (first * Size), Size, 1, largest, logarithm, rows);
                for (var row = 0; row < rows; row++)
                {
                    Shift(X + ((first + row) * Size), Y + ((first + row) * Size), Size, TLanes.Of(largest[row]), TLanes.Of(logarithm[row]));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Shift<TLanes>(float* x, float* y, int size, TLanes largest, TLanes logarithm)
            where TLanes : struct, ILanes<TLanes>
        {
            for (var i = 0; i < size; i += TLanes.Count)
            {
                RowLanes.Store(RowLanes.Load<TLanes>(x + i, size - i) - largest - logarithm, y + i, size - i);
            }
        }
    }

    private struct Backward : ILaneWork
    {
        public float* Dy,
            Y,
            Dx;
        public long Rows;
        public int Size,
            RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* dy = Dy + (row * Size),
                    y = Y + (row * Size),
                    dx = Dx + (row * Size);
                var minusSum = TLanes.Of(-SoftmaxRow.Sum<TLanes>(dy, Size));
                var i = 0;
                for (; i <= Size - TLanes.Count; i += TLanes.Count)
                {
                    TLanes.MultiplyAdd(Exponential.Exp(TLanes.Load(y + i)), minusSum, TLanes.Load(dy + i)).Store(dx + i);
                }

                if (i < Size)
                {
                    var last = TLanes.MultiplyAdd(
                        Exponential.Exp(TLanes.LoadPartial(y + i, Size - i, 0)),
                        minusSum,
                        TLanes.LoadPartial(dy + i, Size - i, 0)
                    );
                    last.StorePartial(dx + i, Size - i);
                }
            }
        }
    }
}
