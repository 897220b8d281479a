using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Mean and sum of squared differences from it, per channel and block. A block is small enough to be read twice from the
/// cache: first for its mean, then for the differences, so that nothing cancels.
/// </summary>
internal static unsafe class BatchNormalizationStatistics
{
    /// <summary>Fills moments[block, 0, channel] with means and moments[block, 1, channel] with sums of squared differences.</summary>
    public static void Run(WorkerPool pool, float* x, double* moments, AlongAxis channel, BatchNormalizationBlocks blocks) =>
        Grid.Run(
            pool,
            new Work
            {
                X = x,
                Moments = moments,
                Channel = channel,
                Blocks = blocks,
            },
            blocks.Count
        );

    private struct Work : ILaneWork
    {
        public float* X;
        public double* Moments;
        public AlongAxis Channel;
        public BatchNormalizationBlocks Blocks;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int block)
            where TLanes : struct, ILanes<TLanes>
        {
            var rows = Blocks.RowsOf(block, Channel);
            var x = X + (Blocks.First(block) * Channel.Size * Channel.Inner);
            double* means = Moments + (2L * block * Channel.Size),
                squares = means + Channel.Size;
            if (Channel.Inner == 1)
            {
                for (var c = 0; c < Channel.Size; c += TLanes.Count)
                {
                    Columns<TLanes>(x + c, rows, Math.Min(TLanes.Count, Channel.Size - c), means + c, squares + c);
                }

                return;
            }

            for (var c = 0; c < Channel.Size; c++)
            {
                Runs<TLanes>(x + (c * Channel.Inner), rows, means + c, squares + c);
            }
        }

        // Neighbouring channels, one per lane, down the rows.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Columns<TLanes>(float* x, int rows, int width, double* means, double* squares)
            where TLanes : struct, ILanes<TLanes>
        {
            var inverse = TLanes.Of(1f / rows);
            TLanes mean,
                square = TLanes.Of(0);
            if (width == TLanes.Count)
            {
                TLanes even = TLanes.Of(0),
                    odd = even;
                var row = 0;
                for (; row < rows - 1; row += 2)
                {
                    even += TLanes.Load(x + ((long)row * Channel.Size));
                    odd += TLanes.Load(x + ((row + 1L) * Channel.Size));
                }

                even += row < rows ? TLanes.Load(x + ((long)row * Channel.Size)) : TLanes.Of(0);
                mean = (even + odd) * inverse;
                for (row = 0; row < rows; row++)
                {
                    var difference = TLanes.Load(x + ((long)row * Channel.Size)) - mean;
                    square = TLanes.MultiplyAdd(difference, difference, square);
                }
            }
            else
            {
                var sum = TLanes.Of(0);
                for (var row = 0; row < rows; row++)
                {
                    sum += TLanes.LoadPartial(x + ((long)row * Channel.Size), width, 0);
                }

                mean = sum * inverse;
                for (var row = 0; row < rows; row++)
                {
                    var difference = TLanes.LoadPartial(x + ((long)row * Channel.Size), width, 0) - mean;
                    square = TLanes.MultiplyAdd(difference, difference, square);
                }
            }

            Widen(mean, means, width);
            Widen(square, squares, width);
        }

        // One channel, along its runs in the block's images.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Runs<TLanes>(float* x, int images, double* mean, double* squares)
            where TLanes : struct, ILanes<TLanes>
        {
            var stride = Channel.Size * Channel.Inner;
            var sum = TLanes.Of(0);
            for (var image = 0; image < images; image++)
            {
                var run = x + (image * stride);
                long i = 0;
                for (; i <= Channel.Inner - TLanes.Count; i += TLanes.Count)
                {
                    sum += TLanes.Load(run + i);
                }

                sum += i < Channel.Inner ? TLanes.LoadPartial(run + i, (int)(Channel.Inner - i), 0) : TLanes.Of(0);
            }

            var average = sum.Sum() / (images * Channel.Inner);
            TLanes center = TLanes.Of(average),
                square = TLanes.Of(0);
            for (var image = 0; image < images; image++)
            {
                var run = x + (image * stride);
                long i = 0;
                for (; i <= Channel.Inner - TLanes.Count; i += TLanes.Count)
                {
                    var difference = TLanes.Load(run + i) - center;
                    square = TLanes.MultiplyAdd(difference, difference, square);
                }

                if (i < Channel.Inner)
                {
                    var difference = TLanes.LoadPartial(run + i, (int)(Channel.Inner - i), average) - center;
                    square = TLanes.MultiplyAdd(difference, difference, square);
                }
            }

            *mean = average;
            *squares = square.Sum();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Widen<TLanes>(TLanes lanes, double* target, int width)
            where TLanes : struct, ILanes<TLanes>
        {
            var buffer = stackalloc float[16];
            lanes.Store(buffer);
            for (var i = 0; i < width; i++)
            {
                target[i] = buffer[i];
            }
        }
    }
}
