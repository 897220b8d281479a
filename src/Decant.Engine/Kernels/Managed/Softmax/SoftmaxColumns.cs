using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Softmax and its logarithm where the elements of a sum do not lie next to each other, as the classes of a pixel in [N, C, H, W]: lanes run
/// over the positions between them. A position's bits depend on it alone.
/// </summary>
internal static unsafe class SoftmaxColumns
{
    /// <summary>y = e^(x − max) / Σ e^(x − max), or the logarithm of it. y may be x.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, AlongAxis along, bool isLogarithm)
    {
        var work = new Forward
        {
            X = x,
            Y = y,
            Along = along,
            IsLogarithm = isLogarithm,
            Blocks = Blocks(along, out var positions),
            Positions = positions,
        };
        Grid.Run(pool, work, checked((int)(along.Outer * work.Blocks)));
    }

    /// <summary>dx = y · (dy − Σ dy · y), or dx = dy − eʸ · Σ dy for the logarithm. dx may be dy.</summary>
    public static void Gradient(WorkerPool pool, float* dy, float* y, float* dx, AlongAxis along, bool isLogarithm)
    {
        var work = new Backward
        {
            Dy = dy,
            Y = y,
            Dx = dx,
            Along = along,
            IsLogarithm = isLogarithm,
            Blocks = Blocks(along, out var positions),
            Positions = positions,
        };
        Grid.Run(pool, work, checked((int)(along.Outer * work.Blocks)));
    }

    // How many chunks the positions of one outer element are cut into, and how many are in each: whole lanes but for the last.
    private static long Blocks(AlongAxis along, out long positions)
    {
        positions = Math.Max(1, Grid.Rows(4L * along.Size) / Lanes16.Count) * Lanes16.Count;
        return Grid.Chunks(along.Inner, positions);
    }

    private struct Forward : ILaneWork
    {
        public float* X,
            Y;
        public AlongAxis Along;
        public bool IsLogarithm;
        public long Blocks,
            Positions;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var (outer, block) = Math.DivRem(chunk, Blocks);
            var offset = outer * Along.Size * Along.Inner;
            var end = Math.Min(Along.Inner, (block + 1) * Positions);
            for (var position = block * Positions; position < end; position += TLanes.Count)
            {
                Column<TLanes>(X + offset + position, Y + offset + position, (int)Math.Min(TLanes.Count, end - position));
            }
        }

        private readonly void Column<TLanes>(float* x, float* y, int count)
            where TLanes : struct, ILanes<TLanes>
        {
            var (size, step) = (Along.Size, Along.Inner);
            var largest = TLanes.Of(float.NegativeInfinity);
            for (var c = 0; c < size; c++)
            {
                largest = TLanes.Max(largest, RowLanes.Load<TLanes>(x + (c * step), count));
            }

            var sum = TLanes.Of(0);
            for (var c = 0; c < size; c++)
            {
                var exponential = Exponential.ExpOfNegative(RowLanes.Load<TLanes>(x + (c * step), count) - largest);
                sum += exponential;
                if (!IsLogarithm)
                {
                    RowLanes.Store(exponential, y + (c * step), count);
                }
            }

            var last = IsLogarithm ? Logarithm.Log(sum) : TLanes.Of(1) / sum;
            for (var c = 0; c < size; c++)
            {
                var result = IsLogarithm
                    ? RowLanes.Load<TLanes>(x + (c * step), count) - largest - last
                    : RowLanes.Load<TLanes>(y + (c * step), count) * last;
                RowLanes.Store(result, y + (c * step), count);
            }
        }
    }

    private struct Backward : ILaneWork
    {
        public float* Dy,
            Y,
            Dx;
        public AlongAxis Along;
        public bool IsLogarithm;
        public long Blocks,
            Positions;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var (outer, block) = Math.DivRem(chunk, Blocks);
            var offset = outer * Along.Size * Along.Inner;
            var end = Math.Min(Along.Inner, (block + 1) * Positions);
            for (var position = block * Positions; position < end; position += TLanes.Count)
            {
                var at = offset + position;
                Column<TLanes>(Dy + at, Y + at, Dx + at, (int)Math.Min(TLanes.Count, end - position));
            }
        }

        private readonly void Column<TLanes>(float* dy, float* y, float* dx, int count)
            where TLanes : struct, ILanes<TLanes>
        {
            var (size, step) = (Along.Size, Along.Inner);
            var sum = TLanes.Of(0);
            for (var c = 0; c < size; c++)
            {
                var slope = RowLanes.Load<TLanes>(dy + (c * step), count);
                sum = IsLogarithm ? sum + slope : TLanes.MultiplyAdd(slope, RowLanes.Load<TLanes>(y + (c * step), count), sum);
            }

            for (var c = 0; c < size; c++)
            {
                var (slope, answer) = (RowLanes.Load<TLanes>(dy + (c * step), count), RowLanes.Load<TLanes>(y + (c * step), count));
                RowLanes.Store(IsLogarithm ? slope - (Exponential.Exp(answer) * sum) : answer * (slope - sum), dx + (c * step), count);
            }
        }
    }
}
