using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Mean of each window. Channels last runs along the channels; plain layout takes the reference's loops, plane by plane.</summary>
internal static unsafe class AveragePool
{
    /// <summary>y = sum of the window's elements / their number; with countPadding, places in the padding count as zeros.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, in PoolSize size, bool countPadding)
    {
        var work = new Forward
        {
            X = x,
            Y = y,
            Size = size,
            CountPadding = countPadding,
        };
        Grid.Run(pool, work, PoolChunks.Forward(size));
    }

    /// <summary>dx = Σ over the windows that hold the element of dy / their number of elements.</summary>
    public static void Gradient(WorkerPool pool, float* dy, float* dx, in PoolSize size, bool countPadding)
    {
        var work = new Backward
        {
            Dy = dy,
            Dx = dx,
            Size = size,
            CountPadding = countPadding,
        };
        Grid.Run(pool, work, PoolChunks.Backward(size));
    }

    private struct Forward : ILaneWork
    {
        public float* X,
            Y;
        public PoolSize Size;
        public bool CountPadding;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            if (!Size.ChannelsLast)
            {
                Reference.AveragePool.Run(
                    X + ((long)chunk * Size.H * Size.W),
                    Y + ((long)chunk * Size.OutH * Size.OutW),
                    Size with
                    {
                        N = 1,
                        C = 1,
                    },
                    CountPadding
                );
                return;
            }

            var (n, outH) = Math.DivRem(chunk, Size.OutH);
            for (var outW = 0; outW < Size.OutW; outW++)
            {
                var window = PoolWindow.At(Size, outH, outW);
                var taps = TLanes.Of(Size.Taps(outH, outW, CountPadding));
                var (x, y) = ((long)n * Size.H * Size.W * Size.C, Size.Output(n, 0, outH, outW));
                for (var c = 0; c < Size.C; c += TLanes.Count)
                {
                    var width = Math.Min(TLanes.Count, Size.C - c);
                    var sum = TLanes.Of(0);
                    for (var h = window.FirstH; h < window.EndH; h += Size.DilationH)
                    {
                        for (var w = window.FirstW; w < window.EndW; w += Size.DilationW)
                        {
                            var pixel = X + x + ((((long)h * Size.W) + w) * Size.C) + c;
                            sum += width == TLanes.Count ? TLanes.Load(pixel) : TLanes.LoadPartial(pixel, width, 0);
                        }
                    }

                    (sum / taps).StorePartial(Y + y + c, width);
                }
            }
        }
    }

    private struct Backward : ILaneWork
    {
        public float* Dy,
            Dx;
        public PoolSize Size;
        public bool CountPadding;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            if (!Size.ChannelsLast)
            {
                Reference.AveragePool.Gradient(
                    Dy + ((long)chunk * Size.OutH * Size.OutW),
                    Dx + ((long)chunk * Size.H * Size.W),
                    Size with
                    {
                        N = 1,
                        C = 1,
                    },
                    CountPadding
                );
                return;
            }

            var image = (long)chunk * Size.H * Size.W * Size.C;
            new Span<float>(Dx + image, Size.H * Size.W * Size.C).Clear();
            for (var outH = 0; outH < Size.OutH; outH++)
            {
                for (var outW = 0; outW < Size.OutW; outW++)
                {
                    var window = PoolWindow.At(Size, outH, outW);
                    var taps = TLanes.Of(Size.Taps(outH, outW, CountPadding));
                    var dy = Dy + Size.Output(chunk, 0, outH, outW);
                    for (var c = 0; c < Size.C; c += TLanes.Count)
                    {
                        var width = Math.Min(TLanes.Count, Size.C - c);
                        var share = TLanes.LoadPartial(dy + c, width, 0) / taps;
                        for (var h = window.FirstH; h < window.EndH; h += Size.DilationH)
                        {
                            for (var w = window.FirstW; w < window.EndW; w += Size.DilationW)
                            {
                                var target = Dx + image + ((((long)h * Size.W) + w) * Size.C) + c;
                                (TLanes.LoadPartial(target, width, 0) + share).StorePartial(target, width);
                            }
                        }
                    }
                }
            }
        }
    }
}
