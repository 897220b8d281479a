using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The convolution of each channel with its own kernel, or the way back: result[y, x, c] = Σ over taps of
/// weights[tap, c]·source[tap's place, c], taps outside the source left out. Lanes run over channels; one chunk is some rows.
/// </summary>
internal readonly unsafe struct DepthwiseWork : ILaneWork
{
    // Registers of sums that hide a multiply-add's latency.
    private const int Block = 4;

    private readonly TapConvolution _c;
    private readonly float* _weights;
    private readonly int _rows;

    /// <param name="convolution">The taps and both images; as many result channels as source channels.</param>
    /// <param name="weights">The weights by tap, then channel.</param>
    public DepthwiseWork(in TapConvolution convolution, float* weights)
    {
        _c = convolution;
        _weights = weights;
        _rows = Grid.Rows((long)_c.W * _c.Channels * Math.Max(1, _c.Rows.Count));
    }

    public int Chunks => Grid.Chunks((long)_c.N * _c.H, _rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var writer = TileWriter.For(_c.Epilogue, _c.Result, first: true, last: true);
        var sums = (float*)WorkerPool.Scratch(sizeof(float) * Block * TLanes.Count);
        var end = Math.Min((chunk + 1L) * _rows, (long)_c.N * _c.H);
        for (var row = (long)chunk * _rows; row < end; row++)
        {
            var (image, y) = ((nint)(row / _c.H), (int)(row % _c.H));
            var source = _c.Source + (image * _c.SourceH * _c.SourceW * _c.SourceStride);
            var result = _c.Result + (image * _c.ImageStride) + (y * _c.RowStride);
            for (var x = 0; x < _c.W; x++, result += _c.PixelStride)
            {
                for (var channel = 0; channel < _c.Channels; channel += Block * TLanes.Count)
                {
                    var count = Math.Min(Block * TLanes.Count, _c.Channels - channel);
                    Sum<TLanes>(source + channel, _weights + channel, y, x, count, sums);
                    writer.Write<TLanes>(sums, result + channel, count, channel);
                }
            }
        }
    }

    /// <summary>Sums of some channels of one result pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum<TLanes>(float* source, float* weights, int y, int x, int count, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes a = default,
            b = default,
            c = default,
            d = default;
        for (var row = 0; row < _c.Rows.Count; row++)
        {
            var sourceRow = (y * _c.Rows.Stride) + _c.Rows.First + (row * _c.Rows.Step);
            if ((uint)sourceRow >= (uint)_c.SourceH)
            {
                continue;
            }

            for (var column = 0; column < _c.Columns.Count; column++)
            {
                var sourceColumn = (x * _c.Columns.Stride) + _c.Columns.First + (column * _c.Columns.Step);
                if ((uint)sourceColumn >= (uint)_c.SourceW)
                {
                    continue;
                }

                var from = source + ((((nint)sourceRow * _c.SourceW) + sourceColumn) * _c.SourceStride);
                var factor = weights + ((((nint)row * _c.Columns.Count) + column) * _c.Channels);
                if (count == Block * TLanes.Count)
                {
                    a = TLanes.MultiplyAddEstimate(TLanes.Load(factor), TLanes.Load(from), a);
                    b = TLanes.MultiplyAddEstimate(TLanes.Load(factor + TLanes.Count), TLanes.Load(from + TLanes.Count), b);
                    c = TLanes.MultiplyAddEstimate(TLanes.Load(factor + (2 * TLanes.Count)), TLanes.Load(from + (2 * TLanes.Count)), c);
                    d = TLanes.MultiplyAddEstimate(TLanes.Load(factor + (3 * TLanes.Count)), TLanes.Load(from + (3 * TLanes.Count)), d);
                    continue;
                }

                a = Partial(factor, from, count, a);
                b = Partial(factor + TLanes.Count, from + TLanes.Count, count - TLanes.Count, b);
                c = Partial(factor + (2 * TLanes.Count), from + (2 * TLanes.Count), count - (2 * TLanes.Count), c);
                d = Partial(factor + (3 * TLanes.Count), from + (3 * TLanes.Count), count - (3 * TLanes.Count), d);
            }
        }

        a.Store(sums);
        b.Store(sums + TLanes.Count);
        c.Store(sums + (2 * TLanes.Count));
        d.Store(sums + (3 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Partial<TLanes>(float* factor, float* from, int count, TLanes sum)
        where TLanes : struct, ILanes<TLanes> =>
        count <= 0 ? sum
        : count >= TLanes.Count ? TLanes.MultiplyAddEstimate(TLanes.Load(factor), TLanes.Load(from), sum)
        : TLanes.MultiplyAddEstimate(TLanes.LoadPartial(factor, count, 0), TLanes.LoadPartial(from, count, 0), sum);
}
