using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Largest element of each window; the padding never wins. Channels last runs along the channels; plain layout takes the reference's loops,
/// plane by plane.
/// </summary>
internal static unsafe class MaxPool
{
    /// <summary>y = the largest element of the window; NaN when the window has one.</summary>
    public static void Run(WorkerPool pool, float* x, float* y, in PoolSize size)
    {
        var work = new Forward
        {
            X = x,
            Y = y,
            Size = size,
        };
        Grid.Run(pool, work, PoolChunks.Forward(size));
    }

    /// <summary>
    /// dx = dy at the first largest element of each window, summed where windows overlap; the winners are found again in x.
    /// </summary>
    public static void Gradient(WorkerPool pool, float* dy, float* x, float* dx, in PoolSize size)
    {
        var work = new Backward
        {
            Dy = dy,
            X = x,
            Dx = dx,
            Size = size,
        };
        Grid.Run(pool, work, PoolChunks.Backward(size));
    }

    private struct Forward : ILaneWork
    {
        public float* X,
            Y;
        public PoolSize Size;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            if (!Size.ChannelsLast)
            {
                Reference.MaxPool.Run(
                    X + ((long)chunk * Size.H * Size.W),
                    Y + ((long)chunk * Size.OutH * Size.OutW),
                    null,
                    Size with
                    {
                        N = 1,
                        C = 1,
                    }
                );
                return;
            }

            var (n, outH) = Math.DivRem(chunk, Size.OutH);
            for (var outW = 0; outW < Size.OutW; outW++)
            {
                var window = PoolWindow.At(Size, outH, outW);
                var (x, y) = ((long)n * Size.H * Size.W * Size.C, Size.Output(n, 0, outH, outW));
                for (var c = 0; c < Size.C; c += TLanes.Count)
                {
                    var width = Math.Min(TLanes.Count, Size.C - c);
                    var largest = TLanes.Of(float.NegativeInfinity);
                    for (var h = window.FirstH; h < window.EndH; h += Size.DilationH)
                    {
                        for (var w = window.FirstW; w < window.EndW; w += Size.DilationW)
                        {
                            var pixel = X + x + ((((long)h * Size.W) + w) * Size.C) + c;
                            largest = TLanes.Max(largest, width == TLanes.Count ? TLanes.Load(pixel) : TLanes.LoadPartial(pixel, width, 0));
                        }
                    }

                    largest.StorePartial(Y + y + c, width);
                }
            }
        }
    }

    private struct Backward : ILaneWork
    {
        public float* Dy,
            X,
            Dx;
        public PoolSize Size;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TLanes>(int chunk)
            where TLanes : struct, ILanes<TLanes>
        {
            if (!Size.ChannelsLast)
            {
                long plane = (long)Size.H * Size.W,
                    outPlane = (long)Size.OutH * Size.OutW;
                Reference.MaxPool.Gradient(Dy + (chunk * outPlane), X + (chunk * plane), Dx + (chunk * plane), Size with { N = 1, C = 1 });
                return;
            }

            var image = (long)chunk * Size.H * Size.W * Size.C;
            new Span<float>(Dx + image, Size.H * Size.W * Size.C).Clear();
            for (var outH = 0; outH < Size.OutH; outH++)
            {
                for (var outW = 0; outW < Size.OutW; outW++)
                {
                    var window = PoolWindow.At(Size, outH, outW);
                    var dy = Dy + Size.Output(chunk, 0, outH, outW);
                    for (var c = 0; c < Size.C; c += TLanes.Count)
                    {
                        Scatter<TLanes>(window, X + image + c, Dx + image + c, dy + c, Math.Min(TLanes.Count, Size.C - c));
                    }
                }
            }
        }

        // Per lane: the number of the winning tap, then dy to the tap of that number.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Scatter<TLanes>(PoolWindow window, float* x, float* dx, float* dy, int width)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes best = TLanes.Of(float.NegativeInfinity),
                winner = TLanes.Of(-1);
            var tap = 0;
            for (var h = window.FirstH; h < window.EndH; h += Size.DilationH)
            {
                for (var w = window.FirstW; w < window.EndW; w += Size.DilationW, tap++)
                {
                    var value = TLanes.LoadPartial(x + ((((long)h * Size.W) + w) * Size.C), width, 0);
                    // The first tap wins anyway; a later one when it is not ≤ the best, unless the best is NaN.
                    var beaten = tap == 0 ? TLanes.Equal(winner, winner) : TLanes.Equal(best, best);
                    var stays = tap == 0 ? TLanes.Less(winner, winner) : TLanes.LessOrEqual(value, best);
                    var number = TLanes.Select(beaten, TLanes.Of(tap), winner);
                    winner = TLanes.Select(stays, winner, number);
                    best = TLanes.Select(stays, best, TLanes.Select(beaten, value, best));
                }
            }

            tap = 0;
            var incoming = TLanes.LoadPartial(dy, width, 0);
            for (var h = window.FirstH; h < window.EndH; h += Size.DilationH)
            {
                for (var w = window.FirstW; w < window.EndW; w += Size.DilationW, tap++)
                {
                    var target = dx + ((((long)h * Size.W) + w) * Size.C);
                    var share = TLanes.Select(TLanes.Equal(winner, TLanes.Of(tap)), incoming, TLanes.Of(0));
                    (TLanes.LoadPartial(target, width, 0) + share).StorePartial(target, width);
                }
            }
        }
    }
}
