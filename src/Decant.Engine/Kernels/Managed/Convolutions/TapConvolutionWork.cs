using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Some rows of result pixels, counted over all images.</summary>
internal unsafe struct TapConvolutionWork : ILaneWork
{
    // About 60 microseconds of one core.
    private const double ChunkOperations = 8e6;

    // Below this a second thread costs more than it brings.
    private const double AloneOperations = 5e5;

    private readonly TapConvolution _c;
    private readonly int _rows;

    public TapConvolutionWork(in TapConvolution convolution)
    {
        _c = convolution;
        var rowOperations = 2.0 * _c.W * _c.ResultChannels * Math.Max(1, _c.Steps);
        var all = (double)_c.N * _c.H;
        _rows = (int)
            Math.Clamp(all * rowOperations <= AloneOperations ? all : Math.Min(all / 8, ChunkOperations / rowOperations), 1, 1 << 20);

        // As for minimal filtering: panels as wide as the result asks for, tiles as high as a chunk's pixels, which come in quads.
        var panelColumns = MicroKernel.For(4L * QuadsPerRow * _c.H, _c.ResultChannels).Columns;
        Kernel = MicroKernel.For(4L * QuadsPerRow * _rows, _c.ResultChannels, panelColumns);
    }

    public readonly MicroKernel Kernel { get; }

    /// <summary>The weights, packed by <see cref="TapPanelWork"/>.</summary>
    public float* Panels;

    public readonly nint PanelSize => (nint)_c.Steps * Kernel.Columns;

    public readonly int PanelCount => MatrixBlocking.Divide(_c.ResultChannels, Kernel.Columns);

    public readonly int Chunks => (int)(((long)_c.N * _c.H + _rows - 1) / _rows);

    private readonly int QuadsPerRow => MatrixBlocking.Divide(_c.W, 4);

    /// <summary>Four neighbouring result pixels: where their window begins in the source, where they go, how many exist.</summary>
    private struct Quad
    {
        public float* From;
        public float* To;
        public nint Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var first = chunk * (long)_rows;
        var end = Math.Min(first + _rows, (long)_c.N * _c.H);
        var segmentCount = _c.Rows.Count * (_c.Columns.Step == 1 ? 1 : _c.Columns.Count);
        var quadCount = (int)(end - first) * QuadsPerRow;
        var pieces = (int)(((end - 1) / _c.H) - (first / _c.H)) + 1;
        var width = _c.InPlace ? _c.SourceW : _c.Columns.Span(4 * QuadsPerRow);
        var slabRows = ((int)(end - first) * _c.Rows.Stride) + (pieces * _c.Rows.Span(1));
        var slabSize = _c.InPlace ? 0 : (nint)slabRows * width * _c.Channels;

        // Scratch: the tile's sums, padded rows of the source, quads, segments, where the rows' windows begin.
        var sums = (float*)
            WorkerPool.Scratch(
                (sizeof(float) * ((Kernel.Rows * Kernel.Columns) + slabSize))
                    + (sizeof(Quad) * (quadCount + TileOperands.MaxQuads))
                    + (sizeof(nint) * (segmentCount + 1 + (end - first)))
            );
        var slab = sums + (Kernel.Rows * Kernel.Columns);
        var quads = (Quad*)(((nint)(slab + slabSize) + 7) & ~7);
        var segments = (nint*)(quads + quadCount + TileOperands.MaxQuads);

        var windows = (float**)(segments + segmentCount);
        for (var segment = 0; segment < segmentCount; segment++)
        {
            var (row, column) = _c.Columns.Step == 1 ? (segment, 0) : (segment / _c.Columns.Count, segment % _c.Columns.Count);
            segments[segment] = ((nint)(row * _c.Rows.Step * width) + (column * _c.Columns.Step)) * _c.Channels;
        }

        var rows = new TapRows(_c.Rows, _c.Columns, _c.SourceH, _c.SourceW, _c.SourceStride, _c.Channels, _c.H, _c.InPlace);
        rows.Prepare(_c.Source, first, (int)(end - first), width, slab, windows);
        List(windows, first, end, quads);
        var operands = new TileOperands
        {
            RowStride = _c.Columns.Stride * _c.Channels,
            StepStride = 1,
            Segments = segments,
            SegmentCount = segmentCount,
            Depth = segmentCount == 0 ? 0 : _c.Steps / segmentCount,
            RightStride = Kernel.Columns,
            Sums = sums,
        };
        var writer = TileWriter.For(_c.Epilogue, _c.Result, first: true, last: true);
        for (var column = 0; column < _c.ResultChannels; column += Kernel.Columns)
        {
            operands.Right = Panels + (column / Kernel.Columns * PanelSize);
            var columns = Math.Min(Kernel.Columns, _c.ResultChannels - column);
            for (var quad = 0; quad < quadCount; quad += Kernel.Quads)
            {
                for (var i = 0; i < Kernel.Quads; i++)
                {
                    (&operands.Quad0)[i] = quads[quad + i].From;
                }

                Kernel.Run(&operands);
                for (var i = 0; i < Kernel.Quads; i++)
                {
                    var (to, pixels) = ((nint)(quads[quad + i].To + column), (int)quads[quad + i].Count);
                    var tile = sums + (4 * i * Kernel.Columns);
                    writer.Write<TLanes>(tile, Kernel.Columns, (float*)to, _c.PixelStride, pixels, columns, column);
                }
            }
        }
    }

    private readonly void List(float** windows, long first, long end, Quad* quads)
    {
        for (var row = first; row < end; row++)
        {
            var from = *windows++;
            var to = _c.Result + ((nint)(row / _c.H) * _c.ImageStride) + ((nint)(row % _c.H) * _c.RowStride);
            for (var x = 0; x < _c.W; x += 4)
            {
                *quads++ = new Quad
                {
                    From = from + ((nint)x * _c.Columns.Stride * _c.Channels),
                    To = to + (x * _c.PixelStride),
                    Count = Math.Min(4, _c.W - x),
                };
            }
        }

        // A tile's last quads may not exist: they read what is there and write nothing.
        for (var i = 0; i < TileOperands.MaxQuads; i++)
        {
            quads[i] = quads[-1] with { Count = 0 };
        }
    }
}
