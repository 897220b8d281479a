using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// A convolution by <see cref="Winograd"/>: some tiles of results, counted over all images. A block of tiles is transformed, each of its 16 places is one
/// matrix product with the kernels' place, and the products are transformed back. A tile's bits depend on its own pixels alone.
/// </summary>
internal unsafe struct WinogradConvolutionWork : ILaneWork
{
    // About 60 microseconds of one core, in operations of the plain sum.
    private const double ChunkOperations = 16e6;

    // Below this a second thread costs more than it brings.
    private const double AloneOperations = 1e6;

    // A block's transformed pixels and products stay in the first cache or close to it.
    private const int BlockBytes = 64 << 10;

    private readonly TapConvolution _c;
    private readonly int _chunkTiles;
    private readonly int _blockTiles;

    public WinogradConvolutionWork(in TapConvolution convolution)
    {
        _c = convolution;
        Kernel = MicroKernel.For(1 << 20, _c.ResultChannels);
        var tileOperations = 2.0 * Winograd.Results * Winograd.Results * _c.ResultChannels * _c.Steps;
        _chunkTiles = (int)Math.Clamp(Tiles * tileOperations <= AloneOperations ? Tiles : Math.Min(Tiles / 8, ChunkOperations / tileOperations), 1, Math.Max(1, Tiles));
        var fitting = BlockBytes / (sizeof(float) * Winograd.Places * (_c.Channels + _c.ResultChannels));
        _blockTiles = Math.Clamp(fitting / Kernel.Rows, 1, MatrixBlocking.Divide(_chunkTiles, Kernel.Rows)) * Kernel.Rows;
    }

    public readonly MicroKernel Kernel { get; }

    /// <summary>The transformed kernels, made by <see cref="WinogradPanelWork"/>: places × panels × source channels × columns of the micro-kernel.</summary>
    public float* Panels;

    public readonly int PanelCount => MatrixBlocking.Divide(_c.ResultChannels, Kernel.Columns);

    public readonly nint PanelSize => (nint)_c.Channels * Kernel.Columns;

    public readonly int Chunks => MatrixBlocking.Divide(Tiles, _chunkTiles);

    private readonly int TileRows => WinogradTiles.Count(_c.H);

    private readonly int TileColumns => WinogradTiles.Count(_c.W);

    private readonly int Tiles => checked(_c.N * TileRows * TileColumns);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLanes>(int chunk) where TLanes : struct, ILanes<TLanes>
    {
        // One more line of the cache between places: else all 16 fall into the same set.
        var inputStride = ((nint)_blockTiles * _c.Channels) + 16;
        var outputStride = ((nint)_blockTiles * PanelCount * Kernel.Columns) + 16;
        var input = (float*)WorkerPool.Scratch(sizeof(float) * ((Winograd.Places * (inputStride + outputStride)) + (Winograd.Pixels * Winograd.Pixels * _c.Channels)));
        var output = input + (Winograd.Places * inputStride);
        var pixels = output + (Winograd.Places * outputStride);

        var end = Math.Min(Tiles, (chunk + 1) * _chunkTiles);
        for (var first = chunk * _chunkTiles; first < end; first += _blockTiles)
        {
            var count = Math.Min(_blockTiles, end - first);
            TransformInput<TLanes>(first, count, input, inputStride, pixels);
            Multiply(count, input, inputStride, output, outputStride);
            TransformOutput<TLanes>(first, count, output, outputStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void TransformInput<TLanes>(int first, int count, float* to, nint stride, float* pixels) where TLanes : struct, ILanes<TLanes>
    {
        var tiles = new WinogradTiles(_c.Source, _c.SourceH, _c.SourceW, _c.Channels, _c.SourceStride, _c.Rows.First, _c.Columns.First, TileRows, TileColumns);
        for (var tile = 0; tile < count; tile++, to += _c.Channels)
        {
            var square = tiles.Find(first + tile, Winograd.Pixels, pixels);
            for (var channel = 0; channel < _c.Channels; channel += TLanes.Count)
            {
                Winograd.Input<TLanes>(square.From(channel), to + channel, stride);
            }
        }
    }

    // output[place, panel, tile, column] = Σ over channels of input[place, tile, channel]·kernels[place, panel, channel, column]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply(int count, float* input, nint inputStride, float* output, nint outputStride)
    {
        nint segment = 0;
        var operands = new TileOperands
        {
            RowStride = _c.Channels, StepStride = 1, Segments = &segment, SegmentCount = 1, Depth = _c.Channels, RightStride = Kernel.Columns, Right = Panels,
        };
        for (var place = 0; place < Winograd.Places; place++, input += inputStride, output += outputStride)
        {
            for (var panel = 0; panel < PanelCount; panel++, operands.Right += PanelSize)
            {
                operands.Sums = output + ((nint)panel * _blockTiles * Kernel.Columns);
                var left = input;
                for (var tile = 0; tile < count; tile += Kernel.Rows, operands.Sums += Kernel.Rows * Kernel.Columns)
                {
                    for (var quad = 0; quad < Kernel.Quads; quad++, left += 4 * _c.Channels)
                    {
                        (&operands.Quad0)[quad] = left;
                    }

                    Kernel.Run(&operands);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void TransformOutput<TLanes>(int first, int count, float* from, nint stride) where TLanes : struct, ILanes<TLanes>
    {
        var writer = TileWriter.For(_c.Epilogue, _c.Result, first: true, last: true);
        for (var tile = 0; tile < count; tile++, from += Kernel.Columns)
        {
            var (tileRow, tileColumn) = Math.DivRem(first + tile, TileColumns);
            var (image, row) = Math.DivRem(tileRow, TileRows);
            var (y, x) = (Winograd.Results * row, Winograd.Results * tileColumn);
            var (lower, right) = (y + 1 < _c.H, x + 1 < _c.W);
            var panel = from;
            var column = 0;
            var to = _c.Result + (image * _c.ImageStride) + (y * _c.RowStride) + (x * _c.PixelStride);
            for (var channel = 0; channel < _c.ResultChannels; channel += TLanes.Count, column += TLanes.Count)
            {
                if (column == Kernel.Columns)
                {
                    panel += (nint)_blockTiles * Kernel.Columns;
                    column = 0;
                }

                Winograd.Output<TLanes>(panel + column, stride, out var y00, out var y01, out var y10, out var y11);
                var result = to + channel;
                writer.Write(y00, result, channel);
                if (right)
                {
                    writer.Write(y01, result + _c.PixelStride, channel);
                }

                if (lower)
                {
                    writer.Write(y10, result + _c.RowStride, channel);
                }

                if (lower && right)
                {
                    writer.Write(y11, result + _c.RowStride + _c.PixelStride, channel);
                }
            }
        }
    }
}
