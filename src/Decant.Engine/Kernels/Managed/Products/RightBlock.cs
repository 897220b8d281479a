using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The right operand of a chunk for one block of steps, panel by panel: whole panels in place in B, or packed, by this chunk or for all
/// chunks.
/// </summary>
internal unsafe struct RightBlock
{
    private readonly RightPanels _panels;
    private readonly MatrixView _b;
    private readonly int _panelColumns,
        _firstColumn,
        _endColumn,
        _endStanding,
        _firstStep,
        _steps;
    private readonly bool _isPacked;
    private float* _packed;

    /// <param name="work">The product.</param>
    /// <param name="product">Which of a batch.</param>
    /// <param name="firstColumn">The chunk's first column, a panel's first.</param>
    /// <param name="endColumn">The column after its last.</param>
    /// <param name="block">The block of steps.</param>
    public RightBlock(in MatrixMultiplyWork work, int product, int firstColumn, int endColumn, int block)
    {
        _panels = work.Right(product);
        _b = new MatrixView(work.B.Pointer + (product * work.BBatchStride), work.B.RowStride, work.B.ColumnStride);
        _panelColumns = work.Blocking.Kernel.Columns;
        (_firstColumn, _endColumn, _firstStep, _steps) = (firstColumn, endColumn, block * work.Blocking.Steps, work.StepsOf(block));
        // Only the last, narrower panel needs its columns of zeros.
        _endStanding = work.ReadsRightInPlace ? Math.Max(firstColumn, endColumn / _panelColumns * _panelColumns) : firstColumn;
        _isPacked = work.PackedB is not null;
        _packed = _isPacked
            ? work.PackedB + ((block - work.FirstBlock) * work.PackedBBlock) + (firstColumn / _panelColumns * _panels.PanelSize)
            : null;
    }

    /// <summary>Panels of the chunk.</summary>
    public readonly int Panels => MatrixBlocking.Divide(_endColumn - _firstColumn, _panelColumns);

    /// <summary>Floats that <see cref="Pack"/> needs.</summary>
    public readonly nint Floats => _isPacked ? 0 : MatrixBlocking.Divide(_endColumn - _endStanding, _panelColumns) * _panels.PanelSize;

    /// <summary>Packs the panels that no one else has packed and that are not read in place.</summary>
    public void Pack(float* memory)
    {
        if (!_isPacked)
        {
            _packed = memory;
            _panels.Pack(_endStanding, _endColumn, _firstStep, _steps, memory);
        }
    }

    /// <summary>A panel's packed numbers; null where it is read in place in B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float* Packed(int column) =>
        column < _endStanding ? null : _packed + ((column - _endStanding) / _panelColumns * _panels.PanelSize);

    /// <summary>Lets the operands of a micro-kernel begin with a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Point(TileOperands* operands, int column)
    {
        var packed = Packed(column);
        operands->Right = packed is null ? _b.At(_firstStep, column) : packed;
        operands->RightStride = packed is null ? _b.RowStride : _panelColumns;
    }
}
