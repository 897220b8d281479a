using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>The two passes of batch normalization's gradient: sums per channel, then the elements.</summary>
internal static unsafe class BatchNormalizationGradient
{
    /// <summary>Fills sums[block, 0, channel] with Σ dy and sums[block, 1, channel] with Σ dy · (x − mean).</summary>
    public static void Sums(
        WorkerPool pool,
        float* dy,
        float* x,
        float* y,
        float* mean,
        double* sums,
        AlongAxis channel,
        BatchNormalizationBlocks blocks
    ) =>
        Grid.Run(
            pool,
            new SumWork
            {
                Dy = dy,
                X = x,
                Y = y,
                Mean = mean,
                Sums = sums,
                Channel = channel,
                Blocks = blocks,
            },
            blocks.Count
        );

    /// <summary>dx = k · (dy − a − (x − mean) · b); terms holds k, a and b of all channels, one after the other.</summary>
    public static void Apply(
        WorkerPool pool,
        float* dy,
        float* x,
        float* y,
        float* mean,
        float* terms,
        float* dx,
        float* dresidual,
        AlongAxis channel
    )
    {
        var work = new ApplyWork
        {
            Dy = dy,
            X = x,
            Y = y,
            Mean = mean,
            Terms = terms,
            Dx = dx,
            Dresidual = dresidual,
            Channel = channel,
        };
        work.RowsPerChunk = Grid.Rows(channel.Size * channel.Inner);
        Grid.Run(pool, work, Grid.Chunks(channel.Outer, work.RowsPerChunk));
    }

    // dy, or 0 where the ReLU cut.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Incoming<TLanes>(float* dy, float* y, long i)
        where TLanes : struct, ILanes<TLanes> =>
        y is null ? TLanes.Load(dy + i) : default(Formulas.ReluGradient).Apply(TLanes.Load(dy + i), TLanes.Load(y + i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes IncomingPartial<TLanes>(float* dy, float* y, long i, int count)
        where TLanes : struct, ILanes<TLanes> =>
        y is null
            ? TLanes.LoadPartial(dy + i, count, 0)
            : default(Formulas.ReluGradient).Apply(TLanes.LoadPartial(dy + i, count, 0), TLanes.LoadPartial(y + i, count, 0));

    private struct SumWork : ILaneWork
    {
        public float* Dy,
            X,
            Y,
            Mean;
        public double* Sums;
        public AlongAxis Channel;
        public BatchNormalizationBlocks Blocks;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int block)
            where TLanes : struct, ILanes<TLanes>
        {
            var rows = Blocks.RowsOf(block, Channel);
            var first = Blocks.First(block) * Channel.Size * Channel.Inner;
            double* sumDy = Sums + (2L * block * Channel.Size),
                sumDyX = sumDy + Channel.Size;
            if (Channel.Inner == 1)
            {
                for (var c = 0; c < Channel.Size; c += TLanes.Count)
                {
                    Columns<TLanes>(first + c, rows, c, Math.Min(TLanes.Count, Channel.Size - c), sumDy + c, sumDyX + c);
                }

                return;
            }

            for (var c = 0; c < Channel.Size; c++)
            {
                Runs<TLanes>(first + (c * Channel.Inner), rows, c, sumDy + c, sumDyX + c);
            }
        }

        // Neighbouring channels, one per lane, down the rows.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Columns<TLanes>(long i, int rows, int c, int width, double* sumDy, double* sumDyX)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes sum = TLanes.Of(0),
                product = sum,
                mean = TLanes.LoadPartial(Mean + c, width, 0);
            if (width == TLanes.Count)
            {
                for (var row = 0; row < rows; row++, i += Channel.Size)
                {
                    var dy = Incoming<TLanes>(Dy, Y, i);
                    sum += dy;
                    product = TLanes.MultiplyAdd(dy, TLanes.Load(X + i) - mean, product);
                }
            }
            else
            {
                for (var row = 0; row < rows; row++, i += Channel.Size)
                {
                    var dy = IncomingPartial<TLanes>(Dy, Y, i, width);
                    sum += dy;
                    product = TLanes.MultiplyAdd(dy, TLanes.LoadPartial(X + i, width, 0) - mean, product);
                }
            }

            Widen(sum, sumDy, width);
            Widen(product, sumDyX, width);
        }

        // One channel, along its runs in the block's images.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Runs<TLanes>(long first, int images, int c, double* sumDy, double* sumDyX)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes sum = TLanes.Of(0),
                product = sum,
                mean = TLanes.Of(Mean[c]);
            for (var image = 0; image < images; image++, first += Channel.Size * Channel.Inner)
            {
                long i = 0;
                for (; i <= Channel.Inner - TLanes.Count; i += TLanes.Count)
                {
                    var dy = Incoming<TLanes>(Dy, Y, first + i);
                    sum += dy;
                    product = TLanes.MultiplyAdd(dy, TLanes.Load(X + first + i) - mean, product);
                }

                if (i < Channel.Inner)
                {
                    var rest = (int)(Channel.Inner - i);
                    var dy = IncomingPartial<TLanes>(Dy, Y, first + i, rest);
                    sum += dy;
                    product = TLanes.MultiplyAdd(dy, TLanes.LoadPartial(X + first + i, rest, 0) - mean, product);
                }
            }

            *sumDy = sum.Sum();
            *sumDyX = product.Sum();
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

    private struct ApplyWork : ILaneWork
    {
        public float* Dy,
            X,
            Y,
            Mean,
            Terms,
            Dx,
            Dresidual;
        public AlongAxis Channel;
        public int RowsPerChunk;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            var end = Math.Min(Channel.Outer, (chunk + 1L) * RowsPerChunk);
            for (var row = (long)chunk * RowsPerChunk; row < end; row++)
            {
                if (Channel.Inner == 1)
                {
                    ChannelsLast<TLanes>(row * Channel.Size);
                }
                else
                {
                    Plain<TLanes>(row * Channel.Size * Channel.Inner);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void ChannelsLast<TLanes>(long offset)
            where TLanes : struct, ILanes<TLanes>
        {
            float* k = Terms,
                a = k + Channel.Size,
                b = a + Channel.Size;
            var c = 0;
            for (; c <= Channel.Size - TLanes.Count; c += TLanes.Count)
            {
                var dy = Incoming<TLanes>(Dy, Y, offset + c);
                var difference = TLanes.Load(X + offset + c) - TLanes.Load(Mean + c);
                Element(dy, difference, TLanes.Load(k + c), TLanes.Load(a + c), TLanes.Load(b + c)).Store(Dx + offset + c);
                if (Dresidual is not null)
                {
                    dy.Store(Dresidual + offset + c);
                }
            }

            if (c < Channel.Size)
            {
                var rest = Channel.Size - c;
                var dy = IncomingPartial<TLanes>(Dy, Y, offset + c, rest);
                var difference = TLanes.LoadPartial(X + offset + c, rest, 0) - TLanes.LoadPartial(Mean + c, rest, 0);
                Element(
                        dy,
                        difference,
                        TLanes.LoadPartial(k + c, rest, 0),
                        TLanes.LoadPartial(a + c, rest, 0),
                        TLanes.LoadPartial(b + c, rest, 0)
                    )
                    .StorePartial(Dx + offset + c, rest);
                if (Dresidual is not null)
                {
                    dy.StorePartial(Dresidual + offset + c, rest);
                }
            }
        }

        private readonly void Plain<TLanes>(long offset)
            where TLanes : struct, ILanes<TLanes>
        {
            for (var c = 0; c < Channel.Size; c++, offset += Channel.Inner)
            {
                TLanes mean = TLanes.Of(Mean[c]),
                    k = TLanes.Of(Terms[c]);
                TLanes a = TLanes.Of(Terms[Channel.Size + c]),
                    b = TLanes.Of(Terms[(2 * Channel.Size) + c]);
                long i = 0;
                for (; i <= Channel.Inner - TLanes.Count; i += TLanes.Count)
                {
                    var dy = Incoming<TLanes>(Dy, Y, offset + i);
                    Element(dy, TLanes.Load(X + offset + i) - mean, k, a, b).Store(Dx + offset + i);
                    if (Dresidual is not null)
                    {
                        dy.Store(Dresidual + offset + i);
                    }
                }

                if (i < Channel.Inner)
                {
                    var rest = (int)(Channel.Inner - i);
                    var dy = IncomingPartial<TLanes>(Dy, Y, offset + i, rest);
                    Element(dy, TLanes.LoadPartial(X + offset + i, rest, 0) - mean, k, a, b).StorePartial(Dx + offset + i, rest);
                    if (Dresidual is not null)
                    {
                        dy.StorePartial(Dresidual + offset + i, rest);
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TLanes Element<TLanes>(TLanes dy, TLanes difference, TLanes k, TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes> => k * (dy - a - (difference * b));
    }
}
