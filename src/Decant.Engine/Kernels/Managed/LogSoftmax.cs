using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y = (x − max) − ln Σ e^(x − max) along an axis.</summary>
internal static unsafe class LogSoftmax
{
    /// <summary>Logarithm of softmax along an axis: fast for the last one. y may be x.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, AlongAxis along)
    {
        if (along.Inner != 1)
        {
            Reference.LogSoftmax.Run(x, y, along);
            return;
        }

        var work = new Forward { X = x, Y = y, Rows = along.Outer, Size = along.Size, RowsPerChunk = Grid.Rows(4L * along.Size) };
        Grid.Run(pool, work, Grid.Chunks(along.Outer, work.RowsPerChunk));
    }

    /// <summary>dx = dy − eʸ · Σ dy. dx may be dy.</summary>
    public static void Gradient(WorkerPool pool, float* dy, float* y, float* dx, AlongAxis along)
    {
        if (along.Inner != 1)
        {
            Reference.LogSoftmax.Gradient(dy, y, dx, along);
            return;
        }

        var work = new Backward { Dy = dy, Y = y, Dx = dx, Rows = along.Outer, Size = along.Size, RowsPerChunk = Grid.Rows(4L * along.Size) };
        Grid.Run(pool, work, Grid.Chunks(along.Outer, work.RowsPerChunk));
    }

    private struct Forward : ILaneWork
    {
        public float* X, Y;
        public long Rows;
        public int Size, RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* x = X + (row * Size), y = Y + (row * Size);
                var largest = SoftmaxRow.Largest<TLanes>(x, Size);
                var logarithm = TLanes.Of(MathF.Log(SoftmaxRow.SumOfExp<TLanes>(x, Size, largest)));
                var shift = TLanes.Of(largest);
                var i = 0;
                for (; i <= Size - TLanes.Count; i += TLanes.Count)
                {
                    (TLanes.Load(x + i) - shift - logarithm).Store(y + i);
                }

                if (i < Size)
                {
                    (TLanes.LoadPartial(x + i, Size - i, 0) - shift - logarithm).StorePartial(y + i, Size - i);
                }
            }
        }
    }

    private struct Backward : ILaneWork
    {
        public float* Dy, Y, Dx;
        public long Rows;
        public int Size, RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Rows, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                float* dy = Dy + (row * Size), y = Y + (row * Size), dx = Dx + (row * Size);
                var minusSum = TLanes.Of(-SoftmaxRow.Sum<TLanes>(dy, Size));
                var i = 0;
                for (; i <= Size - TLanes.Count; i += TLanes.Count)
                {
                    TLanes.MultiplyAdd(Exponential.Exp(TLanes.Load(y + i)), minusSum, TLanes.Load(dy + i)).Store(dx + i);
                }

                if (i < Size)
                {
                    var last = TLanes.MultiplyAdd(Exponential.Exp(TLanes.LoadPartial(y + i, Size - i, 0)), minusSum, TLanes.LoadPartial(dy + i, Size - i, 0));
                    last.StorePartial(dx + i, Size - i);
                }
            }
        }
    }
}
