using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Copies rows of a left operand into tiles that a micro-kernel reads without cache conflicts. The order inside a tile
/// follows the source, so that packing is plain copying: rows of steps, or steps of rows for a transposed matrix.
/// </summary>
internal readonly unsafe struct LeftPanels
{
    // Steps lie far apart: the line of a later one is asked for.
    private const int StepsAhead = 8;

    private readonly MatrixView _source;
    private readonly int _rows;
    private readonly int _tileRows;
    private readonly bool _stepsOfRows;

    /// <param name="source">The operand.</param>
    /// <param name="rows">Rows that it has; the tiles end with rows of zeros.</param>
    /// <param name="tileRows">Rows of a tile.</param>
    /// <param name="depth">Most steps that a tile holds.</param>
    public LeftPanels(MatrixView source, int rows, int tileRows, int depth)
    {
        _source = source;
        _rows = rows;
        _tileRows = tileRows;
        _stepsOfRows = source.RowStride == 1 && source.ColumnStride != 1;
        // An odd number of cache lines between rows spreads them over the sets of the cache.
        var padded = ((((depth + 15) / 16) | 1) * 16);
        TileSize = (nint)tileRows * padded;
        (RowStride, StepStride) = _stepsOfRows ? (1, tileRows) : (padded, 1);
    }

    /// <summary>Floats of a tile.</summary>
    public nint TileSize { get; }

    /// <summary>From a row of a tile to the next.</summary>
    public nint RowStride { get; }

    /// <summary>From a step of a tile to the next.</summary>
    public nint StepStride { get; }

    /// <summary>Packs one tile.</summary>
    public void Pack(int firstRow, int firstStep, int depth, float* tile)
    {
        var rows = Math.Min(_tileRows, _rows - firstRow);
        var from = _source.At(firstRow, firstStep);
        if (_stepsOfRows)
        {
            PackSteps(from, rows, depth, tile);
        }
        else
        {
            PackRows(from, rows, depth, tile);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackSteps(float* from, int rows, int depth, float* tile)
    {
        var (count, step) = (_tileRows, _source.ColumnStride);
        for (var i = 0; i < depth; i++, from += step, tile += count)
        {
            Prefetch.Line((nint)(from + (StepsAhead * step)));
            if (rows < count)
            {
                CopyRow.Run(from, tile, rows);
                new Span<float>(tile + rows, count - rows).Clear();
                continue;
            }

            // A tile's rows are a multiple of four, and too few for a call.
            for (var row = 0; row < count; row += Vector128<float>.Count)
            {
                Vector128.Load(from + row).Store(tile + row);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackRows(float* from, int rows, int depth, float* tile)
    {
        for (var row = 0; row < _tileRows; row++, tile += RowStride)
        {
            if (row >= rows)
            {
                new Span<float>(tile, depth).Clear();
            }
            else if (_source.ColumnStride == 1)
            {
                CopyRow.Run(from + (row * _source.RowStride), tile, depth);
            }
            else
            {
                var source = from + (row * _source.RowStride);
                for (var i = 0; i < depth; i++)
                {
                    tile[i] = source[i * _source.ColumnStride];
                }
            }
        }
    }
}
