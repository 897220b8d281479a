using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>y = (x − mean) · factor + bias, + residual, ReLU: the pass that ends batch normalization.</summary>
internal static unsafe class BatchNormalizationApply
{
    /// <summary>Runs over all elements.</summary>
    public static void Run(
        WorkerPool pool,
        float* x,
        float* mean,
        float* factor,
        float* bias,
        float* residual,
        float* y,
        AlongAxis channel,
        bool relu
    )
    {
        var work = new Work
        {
            X = x,
            Mean = mean,
            Factor = factor,
            Bias = bias,
            Residual = residual,
            Y = y,
            Channel = channel,
            Relu = relu,
        };
        work.RowsPerChunk = Grid.Rows(channel.Size * channel.Inner);
        Grid.Run(pool, work, Grid.Chunks(channel.Outer, work.RowsPerChunk));
    }

    private struct Work : ILaneWork
    {
        public float* X,
            Mean,
            Factor,
            Bias,
            Residual,
            Y;
        public AlongAxis Channel;
        public bool Relu;
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

        // One row of channels: the parameters run along with the elements.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void ChannelsLast<TLanes>(long offset)
            where TLanes : struct, ILanes<TLanes>
        {
            float* x = X + offset,
                y = Y + offset,
                residual = Residual is null ? null : Residual + offset;
            var c = 0;
            for (; c <= Channel.Size - TLanes.Count; c += TLanes.Count)
            {
                var value = TLanes.MultiplyAdd(TLanes.Load(x + c) - TLanes.Load(Mean + c), TLanes.Load(Factor + c), TLanes.Load(Bias + c));
                value = residual is null ? value : value + TLanes.Load(residual + c);
                Activate(value).Store(y + c);
            }

            if (c < Channel.Size)
            {
                var rest = Channel.Size - c;
                var difference = TLanes.LoadPartial(x + c, rest, 0) - TLanes.LoadPartial(Mean + c, rest, 0);
                var value = TLanes.MultiplyAdd(difference, TLanes.LoadPartial(Factor + c, rest, 0), TLanes.LoadPartial(Bias + c, rest, 0));
                value = residual is null ? value : value + TLanes.LoadPartial(residual + c, rest, 0);
                Activate(value).StorePartial(y + c, rest);
            }
        }

        // One image: the parameters stay while the elements of a channel run.
        private readonly void Plain<TLanes>(long offset)
            where TLanes : struct, ILanes<TLanes>
        {
            for (var c = 0; c < Channel.Size; c++, offset += Channel.Inner)
            {
                float* x = X + offset,
                    y = Y + offset,
                    residual = Residual is null ? null : Residual + offset;
                TLanes mean = TLanes.Of(Mean[c]),
                    factor = TLanes.Of(Factor[c]),
                    bias = TLanes.Of(Bias[c]);
                long i = 0;
                for (; i <= Channel.Inner - TLanes.Count; i += TLanes.Count)
                {
                    var value = TLanes.MultiplyAdd(TLanes.Load(x + i) - mean, factor, bias);
                    value = residual is null ? value : value + TLanes.Load(residual + i);
                    Activate(value).Store(y + i);
                }

                if (i < Channel.Inner)
                {
                    var rest = (int)(Channel.Inner - i);
                    var value = TLanes.MultiplyAdd(TLanes.LoadPartial(x + i, rest, 0) - mean, factor, bias);
                    value = residual is null ? value : value + TLanes.LoadPartial(residual + i, rest, 0);
                    Activate(value).StorePartial(y + i, rest);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TLanes Activate<TLanes>(TLanes value)
            where TLanes : struct, ILanes<TLanes> => Relu ? default(Formulas.Relu).Apply(value) : value;
    }
}
