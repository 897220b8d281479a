using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// A convolution by <see cref="Winograd"/>: some rows of tiles of results, counted over all images. A block of tiles is transformed, each
/// of its 16 places is one matrix product with the kernels' place, and the products are transformed back. A tile's bits depend on its own
/// pixels alone.
/// </summary>
internal unsafe struct WinogradConvolutionWork : ILaneWork
{
    // About 100 microseconds of one core, in operations of the plain sum.
    private const double ChunkOperations = 16e6;

    // Below this a second thread costs more than it brings.
    private const double AloneOperations = 1e6;

    private readonly TapConvolution _c;
    private readonly int _chunkRows;
    private readonly int _blockRows;

    public WinogradConvolutionWork(in TapConvolution convolution)
    {
        _c = convolution;
        var rowOperations = 2.0 * Winograd.Results * Winograd.Results * _c.ResultChannels * _c.Steps * TileColumns;
        var rows = Math.Max(1, Rows * rowOperations <= AloneOperations ? Rows : Math.Min(Rows / 8.0, ChunkOperations / rowOperations));

        // The width of panels follows the channels alone, so that one batch's kernels serve all others; the height of tiles follows what a
        // chunk has of them.
        Kernel = MicroKernel.For((long)(rows * TileColumns), _c.ResultChannels, MicroKernel.For(1 << 20, _c.ResultChannels).Columns);
        _blockRows = WinogradBlocking.Rows(TileColumns, Winograd.Places * (_c.Channels + _c.ResultChannels), Kernel.Rows);
        _chunkRows = _blockRows * (int)Math.Ceiling(rows / _blockRows);
    }

    public readonly MicroKernel Kernel { get; }

    /// <summary>
    /// The transformed kernels, made by <see cref="WinogradPanelWork"/>: places × panels × source channels × columns of the micro-kernel.
    /// </summary>
    public float* Panels;

    public readonly int PanelCount => MatrixBlocking.Divide(_c.ResultChannels, Kernel.Columns);

    public readonly nint PanelSize => (nint)_c.Channels * Kernel.Columns;

    public readonly int Chunks => MatrixBlocking.Divide(Rows, _chunkRows);

    private readonly int TileRows => WinogradRows.Count(_c.H);

    private readonly int TileColumns => WinogradRows.Count(_c.W);

    private readonly int Rows => checked(_c.N * TileRows);

    // Tiles of a block, with those that complete the micro-kernel's last.
    private readonly int BlockTiles => MatrixBlocking.Divide(_blockRows * TileColumns, Kernel.Rows) * Kernel.Rows;

    // One more line of the cache between places: else all 16 fall into the same set.
    private readonly nint InputStride => ((nint)BlockTiles * _c.Channels) + 16;

    private readonly nint OutputStride => ((nint)BlockTiles * PanelCount * Kernel.Columns) + 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var rows = new WinogradRows(
            _c.Source,
            _c.SourceH,
            _c.SourceW,
            _c.SourceStride,
            _c.Channels,
            _c.Rows.First,
            _c.Columns.First,
            Winograd.Pixels,
            TileRows,
            TileColumns
        );
        var input = (float*)
            WorkerPool.Scratch(sizeof(float) * ((Winograd.Places * (InputStride + OutputStride)) + rows.CopySize(_blockRows)));
        var output = input + (Winograd.Places * InputStride);
        var copy = output + (Winograd.Places * OutputStride);
        var end = Math.Min(Rows, (chunk + 1) * _chunkRows);
        for (var first = chunk * _chunkRows; first < end; first += _blockRows)
        {
            var count = Math.Min(_blockRows, end - first);
            TransformInput<TLanes>(rows, first, first + count, copy, input);
            Multiply(first, count, input, output);
            TransformOutput<TLanes>(first, first + count, output);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void TransformInput<TLanes>(WinogradRows rows, int first, int end, float* copy, float* to)
        where TLanes : struct, ILanes<TLanes>
    {
        var stride = InputStride;
        while (first < end)
        {
            var copied = rows.Copy(first, end, copy);
            for (var row = 0; row < copied; row++)
            {
                for (var column = 0; column < TileColumns; column++, to += _c.Channels)
                {
                    var square = rows.Square(copy, row, column);
                    for (var channel = 0; channel < _c.Channels; channel += TLanes.Count)
                    {
                        Winograd.Input<TLanes>(square.From(channel), to + channel, stride);
                    }
                }
            }

            first += copied;
        }
    }

    // output[place, panel, tile, column] = Σ over channels of input[place, tile, channel]·kernels[place, panel, channel, column]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply(int first, int count, float* input, float* output)
    {
        // Alongside it, what the next block reads and this one writes comes closer.
        var next = _c.Source + ((nint)WinogradRows.First(first + count, TileRows, _c.SourceH) * _c.SourceW * _c.SourceStride);
        var result = (nint)WinogradRows.First(first, TileRows, _c.H) * _c.W * _c.PixelStride;
        var residual = _c.Epilogue.Residual is null ? null : _c.Epilogue.Residual + result;
        var (sourceFloats, resultFloats) = (
            (nint)count * Winograd.Results * _c.SourceW * _c.SourceStride,
            (nint)count * Winograd.Results * _c.W * _c.PixelStride
        );
        nint segment = 0;
        var (inputStride, outputStride, panelStride) = (InputStride, OutputStride, (nint)BlockTiles * Kernel.Columns);
        var operands = new TileOperands
        {
            RowStride = _c.Channels,
            StepStride = 1,
            Segments = &segment,
            SegmentCount = 1,
            Depth = _c.Channels,
            RightStride = Kernel.Columns,
            Right = Panels,
        };
        for (var place = 0; place < Winograd.Places; place++, input += inputStride, output += outputStride)
        {
            Prefetch.Run(next, sourceFloats, place, Winograd.Places);
            Prefetch.Run(_c.Result + result, resultFloats, place, Winograd.Places);
            Prefetch.Run(residual, resultFloats, place, Winograd.Places);
            for (var panel = 0; panel < PanelCount; panel++, operands.Right += PanelSize)
            {
                operands.Sums = output + (panel * panelStride);
                for (var tile = 0; tile < count * TileColumns; tile += Kernel.Rows, operands.Sums += Kernel.Rows * Kernel.Columns)
                {
                    for (var quad = 0; quad < Kernel.Quads; quad++)
                    {
                        (&operands.Quad0)[quad] = input + ((tile + (4 * quad)) * (nint)_c.Channels);
                    }

                    Kernel.Run(&operands);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void TransformOutput<TLanes>(int first, int end, float* from)
        where TLanes : struct, ILanes<TLanes>
    {
        var writer = TileWriter.For(_c.Epilogue, _c.Result, first: true, last: true);
        var (panelStride, stride) = ((nint)BlockTiles * Kernel.Columns, OutputStride);
        for (var tileRow = first; tileRow < end; tileRow++)
        {
            var (image, row) = Math.DivRem(tileRow, TileRows);
            var lower = (Winograd.Results * row) + 1 < _c.H;
            var to = _c.Result + (image * _c.ImageStride) + (Winograd.Results * row * _c.RowStride);
            for (var tile = 0; tile < TileColumns; tile++, from += Kernel.Columns, to += Winograd.Results * _c.PixelStride)
            {
                var right = (Winograd.Results * tile) + 1 < _c.W;
                for (var channel = 0; channel < _c.ResultChannels; )
                {
                    var panel = from + (channel / Kernel.Columns * panelStride);
                    for (
                        var column = 0;
                        column < Kernel.Columns && channel < _c.ResultChannels;
                        column += TLanes.Count, channel += TLanes.Count
                    )
                    {
                        Winograd.Output<TLanes>(panel + column, stride, out var y00, out var y01, out var y10, out var y11);
                        writer.Write(y00, to + channel, channel);
                        if (right)
                        {
                            writer.Write(y01, to + _c.PixelStride + channel, channel);
                        }

                        if (lower)
                        {
                            writer.Write(y10, to + _c.RowStride + channel, channel);
                        }

                        if (lower && right)
                        {
                            writer.Write(y11, to + _c.RowStride + _c.PixelStride + channel, channel);
                        }
                    }
                }
            }
        }
    }
}
