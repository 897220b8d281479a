using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The convolution of each channel with its own kernel, or the way back: result[y, x, c] = Σ over taps of
/// weights[tap, c]·source[tap's place, c], taps outside the source left out. Lanes run over channels; one chunk is some rows.
/// </summary>
internal readonly unsafe struct DepthwiseWork : ILaneWork
{
    // Neighbouring pixels for which a weight is loaded once, and sums that hide a multiply-add's latency.
    private const int Block = 4;

    private readonly TapConvolution _c;
    private readonly float* _weights;
    private readonly int _rows;

    // Blocks of pixels whose columns of taps all lie inside the source: the first pixel, and how many blocks follow from there.
    private readonly int _firstBlock;
    private readonly int _blocks;

    // Floats from one to the next, in the source and in the weights.
    private readonly nint _pixelStep;
    private readonly nint _columnStep;
    private readonly nint _rowStep;
    private readonly nint _weightStep;

    // Three taps in a row, the next pixel's one further: six numbers of the source serve four pixels.
    private readonly bool _slides;

    /// <param name="convolution">The taps and both images; as many result channels as source channels.</param>
    /// <param name="weights">The weights by tap, then channel.</param>
    public DepthwiseWork(in TapConvolution convolution, float* weights)
    {
        _c = convolution;
        _weights = weights;
        _rows = Grid.Rows((long)_c.W * _c.Channels * Math.Max(1, _c.Rows.Count));
        _firstBlock = Math.Max(0, MatrixBlocking.Divide(-_c.Columns.First, _c.Columns.Stride));
        var end = _c.SourceW <= _c.Columns.Last ? 0 : Math.Min(_c.W, ((_c.SourceW - 1 - _c.Columns.Last) / _c.Columns.Stride) + 1);
        _blocks = Math.Max(0, end - _firstBlock) / Block;
        _pixelStep = (nint)_c.Columns.Stride * _c.SourceStride;
        _columnStep = (nint)_c.Columns.Step * _c.SourceStride;
        _rowStep = (nint)_c.Rows.Step * _c.SourceW * _c.SourceStride;
        _weightStep = _c.Channels;
        _slides = _c.Columns.Count == 3 && _pixelStep == _columnStep;
    }

    public int Chunks => Grid.Chunks((long)_c.N * _c.H, _rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var end = Math.Min((chunk + 1L) * _rows, (long)_c.N * _c.H);
        for (var row = (long)chunk * _rows; row < end; row++)
        {
            var channel = Row<TLanes>(row, 0);

            // The channels that are left fill narrower lanes, which have the same bits.
            channel = TLanes.Count > Lanes8.Count ? Row<Lanes8>(row, channel) : channel;
            channel = TLanes.Count > Lanes4.Count ? Row<Lanes4>(row, channel) : channel;
            _ = TLanes.Count > Lanes1.Count ? Row<Lanes1>(row, channel) : channel;
        }
    }

    /// <summary>A row of result pixels, for as many channels as whole lanes are left.</summary>
    /// <returns>The first channel that is not done.</returns>
    private int Row<TLanes>(long row, int channel)
        where TLanes : struct, ILanes<TLanes>
    {
        if (channel > _c.Channels - TLanes.Count)
        {
            return channel;
        }

        var writer = TileWriter.For(_c.Epilogue, _c.Result, first: true, last: true);
        var (image, y) = ((nint)(row / _c.H), (int)(row % _c.H));
        var to = _c.Result + (image * _c.ImageStride) + (y * _c.RowStride);
        var (first, end) = _c.Rows.Inside(y, _c.SourceH);
        var sourceRow = (nint)(y * _c.Rows.Stride) + _c.Rows.First + (first * _c.Rows.Step);
        var from = _c.Source + (((image * _c.SourceH) + sourceRow) * _c.SourceW * _c.SourceStride);
        var weights = _weights + (first * _c.Columns.Count * _weightStep);
        for (var x = 0; x < _c.W; x++)
        {
            if (x == _firstBlock && _blocks > 0)
            {
                var window = from + (((x * _c.Columns.Stride) + _c.Columns.First) * (nint)_c.SourceStride);
                Blocks<TLanes>(window, weights, end - first, to + (x * _c.PixelStride), writer, channel);
                x += (Block * _blocks) - 1;
                continue;
            }

            var (column, endColumn) = _c.Columns.Inside(x, _c.SourceW);
            var place = (x * _c.Columns.Stride) + _c.Columns.First + (column * _c.Columns.Step);
            Pixel<TLanes>(
                from + (place * (nint)_c.SourceStride),
                weights + (column * _weightStep),
                (end - first, endColumn - column),
                to + (x * _c.PixelStride),
                writer,
                channel
            );
        }

        return channel + ((_c.Channels - channel) / TLanes.Count * TLanes.Count);
    }

    /// <summary>All blocks of a row: a weight is loaded once for the pixels of a block.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Blocks<TLanes>(float* window, float* weights, int rows, float* to, in TileWriter writer, int firstChannel)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var block = 0; block < _blocks; block++, window += Block * _pixelStep, to += Block * _c.PixelStride)
        {
            for (var channel = firstChannel; channel <= _c.Channels - TLanes.Count; channel += TLanes.Count)
            {
                TLanes a = default,
                    b = default,
                    c = default,
                    d = default;
                for (var row = 0; row < rows; row++)
                {
                    var from = window + (row * _rowStep) + channel;
                    var weight = weights + (row * _c.Columns.Count * _weightStep) + channel;
                    if (_slides)
                    {
                        var (w0, w1, w2) = (
                            TLanes.Load(weight),
                            TLanes.Load(weight + _weightStep),
                            TLanes.Load(weight + (2 * _weightStep))
                        );
                        var (x0, x1) = (TLanes.Load(from), TLanes.Load(from + _pixelStep));
                        var (x2, x3) = (TLanes.Load(from + (2 * _pixelStep)), TLanes.Load(from + (3 * _pixelStep)));
                        var (x4, x5) = (TLanes.Load(from + (4 * _pixelStep)), TLanes.Load(from + (5 * _pixelStep)));
                        a = TLanes.MultiplyAddEstimate(x2, w2, TLanes.MultiplyAddEstimate(x1, w1, TLanes.MultiplyAddEstimate(x0, w0, a)));
                        b = TLanes.MultiplyAddEstimate(x3, w2, TLanes.MultiplyAddEstimate(x2, w1, TLanes.MultiplyAddEstimate(x1, w0, b)));
                        c = TLanes.MultiplyAddEstimate(x4, w2, TLanes.MultiplyAddEstimate(x3, w1, TLanes.MultiplyAddEstimate(x2, w0, c)));
                        d = TLanes.MultiplyAddEstimate(x5, w2, TLanes.MultiplyAddEstimate(x4, w1, TLanes.MultiplyAddEstimate(x3, w0, d)));
                        continue;
                    }

                    for (var column = _c.Columns.Count; column > 0; column--, from += _columnStep, weight += _weightStep)
                    {
                        var w = TLanes.Load(weight);
                        a = TLanes.MultiplyAddEstimate(TLanes.Load(from), w, a);
                        b = TLanes.MultiplyAddEstimate(TLanes.Load(from + _pixelStep), w, b);
                        c = TLanes.MultiplyAddEstimate(TLanes.Load(from + (2 * _pixelStep)), w, c);
                        d = TLanes.MultiplyAddEstimate(TLanes.Load(from + (3 * _pixelStep)), w, d);
                    }
                }

                writer.Write(a, to + channel, channel);
                writer.Write(b, to + _c.PixelStride + channel, channel);
                writer.Write(c, to + (2 * _c.PixelStride) + channel, channel);
                writer.Write(d, to + (3 * _c.PixelStride) + channel, channel);
            }
        }
    }

    /// <summary>One pixel: at an edge, where taps are missing, and what is left of a row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Pixel<TLanes>(
        float* window,
        float* weights,
        (int Rows, int Columns) taps,
        float* to,
        in TileWriter writer,
        int firstChannel
    )
        where TLanes : struct, ILanes<TLanes>
    {
        for (var channel = firstChannel; channel <= _c.Channels - TLanes.Count; channel += TLanes.Count)
        {
            TLanes sum = default;
            for (var row = 0; row < taps.Rows; row++)
            {
                var from = window + (row * _rowStep) + channel;
                var weight = weights + (row * _c.Columns.Count * _weightStep) + channel;
                for (var column = taps.Columns; column > 0; column--, from += _columnStep, weight += _weightStep)
                {
                    sum = TLanes.MultiplyAddEstimate(TLanes.Load(from), TLanes.Load(weight), sum);
                }
            }

            writer.Write(sum, to + channel, channel);
        }
    }
}
