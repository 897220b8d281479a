using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Partial sums of a depthwise convolution's dW, by tap, then channel: dW[tap, c] = Σ over output pixels of
/// dY[pixel, c]·X[tap's place, c]. Lanes run over channels; one chunk is one segment of the output rows.
/// </summary>
internal unsafe struct DepthwiseWeightGradientWork : ILaneWork
{
    private const int MostSegments = 16;

    private readonly ConvolutionSizes _s;
    private readonly float* _x;
    private readonly float* _dy;
    private readonly int _segmentRows;

    public DepthwiseWeightGradientWork(in ConvolutionSizes sizes, float* x, float* dy)
    {
        _s = sizes;
        _x = x;
        _dy = dy;
        var rows = (long)_s.N * _s.OutH;
        _segmentRows = (int)Math.Max(Grid.Rows((long)_s.OutW * _s.C), (rows + MostSegments - 1) / MostSegments);
        Segments = Math.Max(1, Grid.Chunks(rows, _segmentRows));
    }

    /// <summary>Parts that the sum over pixels is cut into; the chunks.</summary>
    public int Segments { get; }

    /// <summary>The partial sums, Segments × taps × channels.</summary>
    public float* Partial;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var taps = _s.KernelH * _s.KernelW;
        var sums = Partial + ((nint)chunk * taps * _s.C);
        new Span<float>(sums, taps * _s.C).Clear();
        var end = Math.Min((chunk + 1L) * _segmentRows, (long)_s.N * _s.OutH);
        for (var row = (long)chunk * _segmentRows; row < end; row++)
        {
            var (image, y) = ((nint)(row / _s.OutH), (int)(row % _s.OutH));
            var dy = _dy + ((nint)row * _s.OutW * _s.C);
            for (var tap = 0; tap < taps; tap++)
            {
                var inputRow = (y * _s.StrideH) - _s.PadTop + (tap / _s.KernelW * _s.DilationH);
                if ((uint)inputRow >= (uint)_s.H)
                {
                    continue;
                }

                // The outputs whose input column exists.
                var shift = (tap % _s.KernelW * _s.DilationW) - _s.PadLeft;
                var first = Math.Max(0, MatrixBlocking.Divide(-shift, _s.StrideW));
                var last = _s.W - 1 - shift < 0 ? -1 : Math.Min(_s.OutW - 1, (_s.W - 1 - shift) / _s.StrideW);
                var x = _x + ((((image * _s.H) + inputRow) * _s.W) + (first * _s.StrideW) + shift) * _s.C;
                Add<TLanes>(x, dy + ((nint)first * _s.C), last - first + 1, sums + ((nint)tap * _s.C));
            }
        }
    }

    /// <summary>sums[c] += Σ over some pixels of a row of x·dy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Add<TLanes>(float* x, float* dy, int pixels, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        nint xStep = (nint)_s.StrideW * _s.C;
        var channel = 0;
        for (; channel <= _s.C - (2 * TLanes.Count); channel += 2 * TLanes.Count)
        {
            var a = TLanes.Load(sums + channel);
            var b = TLanes.Load(sums + channel + TLanes.Count);
            var left = x + channel;
            var right = dy + channel;
            for (var pixel = 0; pixel < pixels; pixel++, left += xStep, right += _s.C)
            {
                a = TLanes.MultiplyAddEstimate(TLanes.Load(left), TLanes.Load(right), a);
                b = TLanes.MultiplyAddEstimate(TLanes.Load(left + TLanes.Count), TLanes.Load(right + TLanes.Count), b);
            }

            a.Store(sums + channel);
            b.Store(sums + channel + TLanes.Count);
        }

        for (; channel < _s.C; channel += TLanes.Count)
        {
            var count = Math.Min(TLanes.Count, _s.C - channel);
            var sum = TLanes.LoadPartial(sums + channel, count, 0);
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                sum = TLanes.MultiplyAddEstimate(
                    TLanes.LoadPartial(x + channel + (pixel * xStep), count, 0),
                    TLanes.LoadPartial(dy + channel + ((nint)pixel * _s.C), count, 0),
                    sum
                );
            }

            sum.StorePartial(sums + channel, count);
        }
    }
}
