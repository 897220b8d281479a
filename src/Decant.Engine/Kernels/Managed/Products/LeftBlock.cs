using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The left operand of a chunk for one block of steps, tile by tile: whole tiles in place in A, the others packed, by this chunk or for all
/// chunks.
/// </summary>
internal unsafe struct LeftBlock
{
    private readonly LeftPanels _panels;
    private readonly float* _standing;
    private readonly nint _standingStride;
    private readonly MicroKernel _kernel;
    private readonly int _firstPacked,
        _endRow,
        _firstStep,
        _steps;
    private readonly bool _isPacked;
    private float* _packed;

    /// <param name="work">The product.</param>
    /// <param name="product">Which of a batch.</param>
    /// <param name="firstRow">The chunk's first row, a tile's first.</param>
    /// <param name="endRow">The row after its last.</param>
    /// <param name="block">The block of steps.</param>
    public LeftBlock(in MatrixMultiplyWork work, int product, int firstRow, int endRow, int block)
    {
        _panels = work.Left(product);
        _kernel = work.Blocking.Kernel;
        (_endRow, _firstStep, _steps) = (endRow, block * work.Blocking.Steps, work.StepsOf(block));
        _standing = work.A.Pointer + (product * work.ABatchStride) + (_firstStep * work.A.ColumnStride);
        _standingStride = work.A.RowStride;
        Tiles = MatrixBlocking.Divide(endRow - firstRow, _kernel.Rows);
        _firstPacked = firstRow + (work.ReadsLeftInPlace ? Math.Min(Tiles, (work.M - firstRow) / _kernel.Rows) * _kernel.Rows : 0);
        _isPacked = work.PackedA is not null;
        _packed = _isPacked
            ? work.PackedA + ((block - work.FirstBlock) * work.PackedABlock) + (firstRow / _kernel.Rows * _panels.TileSize)
            : null;
    }

    /// <summary>Tiles of the chunk.</summary>
    public int Tiles { get; }

    /// <summary>From a step of a tile to the next.</summary>
    public readonly nint StepStride => _panels.StepStride;

    /// <summary>Floats that <see cref="Pack"/> needs.</summary>
    public readonly nint Floats => _isPacked ? 0 : MatrixBlocking.Divide(_endRow - _firstPacked, _kernel.Rows) * _panels.TileSize;

    /// <summary>Packs the tiles that no one else has packed and that are not read in place.</summary>
    public void Pack(float* memory)
    {
        if (_isPacked)
        {
            return;
        }

        _packed = memory;
        for (var row = _firstPacked; row < _endRow; row += _kernel.Rows, memory += _panels.TileSize)
        {
            _panels.Pack(row, _firstStep, _steps, memory);
        }
    }

    /// <summary>Lets the operands of a micro-kernel begin with a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Point(TileOperands* operands, int row)
    {
        var stands = row < _firstPacked;
        var tile = stands ? _standing + (row * _standingStride) : _packed + ((row - _firstPacked) / _kernel.Rows * _panels.TileSize);
        operands->RowStride = stands ? _standingStride : _panels.RowStride;
        for (var quad = 0; quad < _kernel.Quads; quad++)
        {
            (&operands->Quad0)[quad] = tile + (4 * quad * operands->RowStride);
        }
    }
}
