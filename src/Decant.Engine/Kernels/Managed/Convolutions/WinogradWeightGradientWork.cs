using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Partial sums of a group's dW by <see cref="Winograd"/>: one segment of the rows of tiles of 2×2 outputs. Each of the 16 places is one
/// matrix product over tiles, output channels × input channels.
/// </summary>
internal unsafe struct WinogradWeightGradientWork : ILaneWork
{
    // About 60 microseconds of one core, in operations of the plain sum.
    private const double ChunkOperations = 16e6;
    private const double AloneOperations = 1e6;

    // More segments would cost more to add up than they bring in evenness.
    private const int MostSegments = 8;

    // Larger sums do not stay in the cache from block to block.
    private const long MostPartialFloats = 1 << 19;

    // A block's transformed pixels and gradients stay close to the first cache, but each sum is fetched and stored for no fewer tiles than
    // these.
    private const int BlockBytes = 128 << 10;
    private const int LeastTiles = 32;

    private readonly ConvolutionSizes _s;
    private readonly float* _x;
    private readonly float* _dy;
    private readonly MicroKernel _kernel;
    private readonly int _segmentRows;
    private readonly int _blockRows;

    /// <param name="sizes">Sizes of the forward convolution.</param>
    /// <param name="x">Input from the group's first channel on.</param>
    /// <param name="dy">Gradient of the output from the group's first channel on.</param>
    public WinogradWeightGradientWork(in ConvolutionSizes sizes, float* x, float* dy)
    {
        _s = sizes;
        _x = x;
        _dy = dy;
        (Rows, Columns) = (_s.GroupM, _s.GroupC);
        _kernel = MicroKernel.For(Rows, Columns);
        var operations = 2.0 * 9 * Rows * Columns * _s.N * _s.OutH * _s.OutW;
        var segments = operations <= AloneOperations ? 1 : Math.Clamp(operations / ChunkOperations, 1, MostSegments);
        _segmentRows = Math.Max(1, (int)Math.Ceiling(TiledRows / segments));
        var tiles = Math.Max(LeastTiles, BlockBytes / (sizeof(float) * Winograd.Places * (Rows + Columns)));
        _blockRows = Math.Clamp(MatrixBlocking.Divide(tiles, Math.Max(1, TileColumns)), 1, _segmentRows);
    }

    /// <summary>Output channels of the group.</summary>
    public int Rows { get; }

    /// <summary>Input channels of the group.</summary>
    public int Columns { get; }

    /// <summary>Parts that the sum over tiles is cut into.</summary>
    public readonly int Segments => Math.Max(1, MatrixBlocking.Divide(TiledRows, _segmentRows));

    /// <summary>The partial sums, Segments × places × Rows × Columns.</summary>
    public float* Partial;

    private readonly int TileRows => WinogradRows.Count(_s.OutH);

    private readonly int TileColumns => WinogradRows.Count(_s.OutW);

    private readonly int TiledRows => TileColumns == 0 ? 0 : checked(_s.N * TileRows);

    /// <summary>Whether a convolution's gradient is computed so.</summary>
    public static bool Fits(in ConvolutionSizes s) =>
        Winograd.Fits(
            TapAxis.Forward(s.KernelH, s.PadTop, s.StrideH, s.DilationH),
            TapAxis.Forward(s.KernelW, s.PadLeft, s.StrideW, s.DilationW),
            s.GroupC,
            s.GroupM
        )
        && (long)Winograd.Places * s.GroupC * s.GroupM <= MostPartialFloats;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var pixels = new WinogradRows(_x, _s.H, _s.W, _s.C, Columns, -_s.PadTop, -_s.PadLeft, Winograd.Pixels, TileRows, TileColumns);
        var outputs = new WinogradRows(_dy, _s.OutH, _s.OutW, _s.M, Rows, 0, 0, Winograd.Results, TileRows, TileColumns);

        // One more line of the cache between places, for else all 16 fall into the same set; and a panel may read past the last tile.
        var blockTiles = (nint)_blockRows * TileColumns;
        var (inputStride, gradientStride) = ((blockTiles * Columns) + _kernel.Columns + 16, (blockTiles * Rows) + 16);
        var input = (float*)
            WorkerPool.Scratch(
                sizeof(float)
                    * (
                        (Winograd.Places * (inputStride + gradientStride))
                        + (_kernel.Rows * _kernel.Columns)
                        + Math.Max(pixels.CopySize(_blockRows), outputs.CopySize(_blockRows))
                    )
            );
        var gradient = input + (Winograd.Places * inputStride);
        var sums = gradient + (Winograd.Places * gradientStride);
        var copy = sums + (_kernel.Rows * _kernel.Columns);

        var partial = Partial + (chunk * (nint)Winograd.Places * Rows * Columns);
        var (begin, end) = (chunk * _segmentRows, Math.Min(TiledRows, (chunk + 1) * _segmentRows));
        if (begin >= end)
        {
            new Span<float>(partial, Winograd.Places * Rows * Columns).Clear();
        }

        for (var first = begin; first < end; first += _blockRows)
        {
            var count = Math.Min(_blockRows, end - first);
            TransformInput<TLanes>(pixels, first, first + count, copy, input, inputStride);
            TransformGradient<TLanes>(outputs, first, first + count, copy, gradient, gradientStride);
            Multiply<TLanes>(
                first,
                count,
                gradient,
                gradientStride,
                input,
                inputStride,
                sums,
                partial,
                new TileWriter { Add = first > begin }
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void TransformInput<TLanes>(WinogradRows rows, int first, int end, float* copy, float* to, nint stride)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int copied; first < end; first += copied)
        {
            copied = rows.Copy(first, end, copy);
            for (var tile = 0; tile < copied * TileColumns; tile++, to += Columns)
            {
                var square = rows.Square(copy, tile / TileColumns, tile % TileColumns);
                for (var channel = 0; channel < Columns; channel += TLanes.Count)
                {
                    Winograd.Input<TLanes>(square.From(channel), to + channel, stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void TransformGradient<TLanes>(WinogradRows rows, int first, int end, float* copy, float* to, nint stride)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int copied; first < end; first += copied)
        {
            copied = rows.Copy(first, end, copy);
            for (var tile = 0; tile < copied * TileColumns; tile++, to += Rows)
            {
                var square = rows.Square(copy, tile / TileColumns, tile % TileColumns);
                for (var channel = 0; channel < Rows; channel += TLanes.Count)
                {
                    Winograd.OutputGradient<TLanes>(square.From(channel), to + channel, stride);
                }
            }
        }
    }

    // partial[place, row, column] += Σ over tiles of gradient[place, tile, row]·input[place, tile, column]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TLanes>(
        int first,
        int count,
        float* gradient,
        nint gradientStride,
        float* input,
        nint inputStride,
        float* sums,
        float* partial,
        TileWriter writer
    )
        where TLanes : struct, ILanes<TLanes>
    {
        // Alongside it, what the next block reads comes closer.
        var nextInput = _x + ((nint)WinogradRows.First(first + count, TileRows, _s.H) * _s.W * _s.C);
        var nextGradient = _dy + ((nint)WinogradRows.First(first + count, TileRows, _s.OutH) * _s.OutW * _s.M);
        var (inputFloats, gradientFloats) = ((nint)count * Winograd.Results * _s.W * _s.C, (nint)count * Winograd.Results * _s.OutW * _s.M);
        nint segment = 0;
        var operands = new TileOperands
        {
            RowStride = 1,
            StepStride = Rows,
            Segments = &segment,
            SegmentCount = 1,
            Depth = count * TileColumns,
            RightStride = Columns,
            Sums = sums,
        };
        for (var place = 0; place < Winograd.Places; place++, gradient += gradientStride, input += inputStride, partial += Rows * Columns)
        {
            Prefetch.Run(nextInput, inputFloats, place, Winograd.Places);
            Prefetch.Run(nextGradient, gradientFloats, place, Winograd.Places);
            for (var column = 0; column < Columns; column += _kernel.Columns)
            {
                operands.Right = input + column;
                var columns = Math.Min(_kernel.Columns, Columns - column);
                for (var row = 0; row < Rows; row += _kernel.Rows)
                {
                    for (var quad = 0; quad < _kernel.Quads; quad++)
                    {
                        (&operands.Quad0)[quad] = gradient + (row + (4 * quad) < Rows ? row + (4 * quad) : row);
                    }

                    _kernel.Run(&operands);
                    var to = partial + (row * Columns) + column;
                    writer.Write<TLanes>(sums, _kernel.Columns, to, Columns, Math.Min(_kernel.Rows, Rows - row), columns, column);
                }
            }
        }
    }
}
