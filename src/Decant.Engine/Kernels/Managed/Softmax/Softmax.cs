using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y = e^(x − max) / Σ e^(x − max) along an axis.</summary>
internal static unsafe class Softmax
{
    /// <summary>Softmax along an axis. y may be x.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, AlongAxis along)
    {
        if (along.Inner != 1)
        {
            SoftmaxColumns.Run(pool, x, y, along, isLogarithm: false);
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

    /// <summary>dx = y · (dy − Σ dy · y). dx may be dy.</summary>
    public static void Gradient(WorkerPool pool, float* dy, float* y, float* dx, AlongAxis along)
    {
        if (along.Inner != 1)
        {
            SoftmaxColumns.Gradient(pool, dy, y, dx, along, isLogarithm: false);
            return;
        }

        var work = new Backward
        {
            Dy = dy,
            Y = y,
            Dx = dx,
            Rows = along.Outer,
            Size = along.Size,
            RowsPerChunk = Grid.Rows(along.Size),
        };
        Grid.Run(pool, work, Grid.Chunks(along.Outer, work.RowsPerChunk));
    }

    private struct Forward : ILaneWork
    {
        public float* X,
            Y;
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
                float* x = X + (row * Size),
                    y = Y + (row * Size);
                var sum = SoftmaxRow.Exp<TLanes>(x, y, Size, SoftmaxRow.Largest<TLanes>(x, Size));
                var factor = TLanes.Of(1 / sum);
                var i = 0;
                for (; i <= Size - TLanes.Count; i += TLanes.Count)
                {
                    (TLanes.Load(y + i) * factor).Store(y + i);
                }

                if (i < Size)
                {
                    (TLanes.LoadPartial(y + i, Size - i, 0) * factor).StorePartial(y + i, Size - i);
                }
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
                var dot = TLanes.Of(SoftmaxRow.Dot<TLanes>(dy, y, Size));
                var i = 0;
                for (; i <= Size - TLanes.Count; i += TLanes.Count)
                {
                    (TLanes.Load(y + i) * (TLanes.Load(dy + i) - dot)).Store(dx + i);
                }

                if (i < Size)
                {
                    (TLanes.LoadPartial(y + i, Size - i, 0) * (TLanes.LoadPartial(dy + i, Size - i, 0) - dot)).StorePartial(
                        dx + i,
                        Size - i
                    );
                }
            }
        }
    }
}
