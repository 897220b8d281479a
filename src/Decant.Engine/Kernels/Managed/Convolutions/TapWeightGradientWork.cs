using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Partial sums of a group's dW: one segment of the output pixels for some of the columns. A row is an output channel, a
/// column a tap and an input channel; the steps of the product are output pixels.
/// </summary>
internal unsafe struct TapWeightGradientWork : ILaneWork
{
    // About 100 microseconds of one core.
    private const double ChunkOperations = 16e6;
    private const double AloneOperations = 1e6;

    // More segments would cost more to add up than they bring in evenness.
    private const int MostSegments = 8;
    private const long PartialBytes = 16 << 20;

    // Pixels of a panel, as far as whole rows allow.
    private const int PanelPixels = 256;

    private readonly ConvolutionSizes _s;
    private readonly float* _x;
    private readonly float* _dy;
    private readonly TapAxis _tapRows;
    private readonly TapAxis _tapColumns;
    private readonly MicroKernel _kernel;
    private readonly int _segmentRows;
    private readonly int _chunkColumns;
    private readonly int _columnChunks;

    /// <param name="sizes">Sizes of the forward convolution.</param>
    /// <param name="x">Input from the group's first channel on.</param>
    /// <param name="dy">Gradient of the output from the group's first channel on.</param>
    public TapWeightGradientWork(in ConvolutionSizes sizes, float* x, float* dy)
    {
        _s = sizes;
        _x = x;
        _dy = dy;
        _tapRows = TapAxis.Forward(_s.KernelH, _s.PadTop, _s.StrideH, _s.DilationH);
        _tapColumns = TapAxis.Forward(_s.KernelW, _s.PadLeft, _s.StrideW, _s.DilationW);
        Rows = _s.GroupM;
        Columns = _s.KernelH * _s.KernelW * _s.GroupC;
        _kernel = MicroKernel.For(Rows, Columns);

        var operations = 2.0 * Rows * Columns * PixelRows * _s.OutW;
        var chunks = operations <= AloneOperations ? 1 : operations / ChunkOperations;
        var most = Math.Min(MostSegments, PartialBytes / Math.Max(1, sizeof(float) * (long)Rows * Columns));
        _segmentRows = (int)Math.Max(1, Math.Ceiling(PixelRows / Math.Clamp(chunks, 1, Math.Max(1, most))));
        Segments = (int)Math.Max(1, (PixelRows + _segmentRows - 1) / _segmentRows);
        var panels = MatrixBlocking.Divide(Columns, _kernel.Columns);
        _columnChunks = (int)Math.Clamp(chunks / Segments, 1, Math.Max(1, panels));
        _chunkColumns = MatrixBlocking.Divide(panels, _columnChunks) * _kernel.Columns;
        _columnChunks = Math.Max(1, MatrixBlocking.Divide(Columns, _chunkColumns));
    }

    /// <summary>Output channels of the group.</summary>
    public int Rows { get; }

    /// <summary>Taps × input channels of the group.</summary>
    public int Columns { get; }

    /// <summary>Parts that the sum over pixels is cut into.</summary>
    public int Segments { get; }

    /// <summary>The partial sums, Segments × Rows × Columns.</summary>
    public float* Partial;

    public readonly int Chunks => Segments * _columnChunks;

    private readonly long PixelRows => _s.OutW == 0 ? 0 : (long)_s.N * _s.OutH;

    private readonly bool InPlace =>
        _tapRows.First >= 0
        && _tapRows.First + _tapRows.Span(_s.OutH) <= _s.H
        && _tapColumns.First >= 0
        && _tapColumns.First + _tapColumns.Span(_s.OutW) <= _s.W;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var (segment, columnChunk) = (chunk / _columnChunks, chunk % _columnChunks);
        var (firstRow, endRow) = (segment * (long)_segmentRows, Math.Min(PixelRows, (segment + 1L) * _segmentRows));
        var (firstColumn, endColumn) = (columnChunk * _chunkColumns, Math.Min(Columns, (columnChunk + 1) * _chunkColumns));
        var partial = Partial + ((nint)segment * Rows * Columns);
        if (firstRow >= endRow)
        {
            new Span<float>(partial, Rows * Columns).Clear();
            return;
        }

        // Scratch: the tile's sums, a right panel, dY's rows when they are no quads, padded rows of X, where the rows of pixels begin.
        var blockRows = (int)Math.Min(Math.Max(1, PanelPixels / _s.OutW), endRow - firstRow);
        var panelSize = (nint)blockRows * _s.OutW * _kernel.Columns;
        var leftSize = Rows % 4 == 0 ? 0 : (nint)blockRows * _s.OutW * (Rows + 3);
        var width = InPlace ? _s.W : _tapColumns.Span(_s.OutW);
        var slabSize = InPlace
            ? 0
            : ((nint)blockRows * _s.StrideH + ((MatrixBlocking.Divide(blockRows, _s.OutH) + 1) * _tapRows.Span(1))) * width * _s.GroupC;
        var sums = (float*)
            WorkerPool.Scratch(
                (sizeof(float) * ((_kernel.Rows * _kernel.Columns) + panelSize + leftSize + slabSize + 2)) + (sizeof(nint) * blockRows)
            );
        var panel = sums + (_kernel.Rows * _kernel.Columns);
        var left = panel + panelSize;
        var slab = left + leftSize;
        var rows = (float**)(((nint)(slab + slabSize) + 7) & ~7);

        var gather = new TapColumns(_tapRows, _tapColumns, _s.GroupC, InPlace ? _s.C : _s.GroupC, width, _s.OutW);
        for (var row = firstRow; row < endRow; row += blockRows)
        {
            var count = (int)Math.Min(blockRows, endRow - row);
            var windows = new TapRows(_tapRows, _tapColumns, _s.H, _s.W, _s.C, _s.GroupC, _s.OutH, InPlace);
            windows.Prepare(_x, row, count, width, slab, rows);
            var operands = Left(row, count * _s.OutW, left);
            operands.Right = panel;
            operands.Sums = sums;
            var writer = new TileWriter { Add = row > firstRow };
            for (var column = firstColumn; column < endColumn; column += _kernel.Columns)
            {
                var columns = Math.Min(_kernel.Columns, endColumn - column);
                gather.Pack<TLanes>(rows, count, column, columns, _kernel.Columns, panel);
                Multiply<TLanes>(operands, writer, partial + column, column, columns);
            }
        }
    }

    /// <summary>
    /// dY transposed: a quad is four neighbouring channels, a step a pixel. Read in place, or copied where the last quad would leave the
    /// pixel.
    /// </summary>
    private readonly TileOperands Left(long row, int pixels, float* copy)
    {
        var from = _dy + ((nint)row * _s.OutW * _s.M);
        nint step = _s.M;
        if (Rows % 4 != 0)
        {
            step = (Rows + 3) & ~3;
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                CopyRow.Run(from + (pixel * (nint)_s.M), copy + (pixel * step), Rows);
                new Span<float>(copy + (pixel * step) + Rows, (int)step - Rows).Clear();
            }

            from = copy;
        }

        return new TileOperands
        {
            Quad0 = from,
            RowStride = 1,
            StepStride = step,
            SegmentCount = 1,
            Depth = pixels,
            RightStride = _kernel.Columns,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TLanes>(TileOperands operands, in TileWriter writer, float* to, int column, int columns)
        where TLanes : struct, ILanes<TLanes>
    {
        nint segment = 0;
        operands.Segments = &segment;
        var left = operands.Quad0;
        for (var row = 0; row < Rows; row += _kernel.Rows)
        {
            for (var quad = 0; quad < _kernel.Quads; quad++)
            {
                (&operands.Quad0)[quad] = left + (row + (4 * quad) < Rows ? row + (4 * quad) : row);
            }

            _kernel.Run(&operands);
            var rows = Math.Min(_kernel.Rows, Rows - row);
            writer.Write<TLanes>(operands.Sums, _kernel.Columns, to + ((nint)row * Columns), Columns, rows, columns, column);
        }
    }
}
