namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// What the next chunk of a product reads of B, asked for in equal parts beside the tiles of this chunk: it then lies in the second cache. Few rows use each
/// number of B only a few times, so that waiting for the third cache would take a fifth of the time.
/// </summary>
internal unsafe struct NextPanels
{
    // A step of a micro-kernel asks for one cache line.
    private const int LineBytes = 64;

    private readonly float* _from;
    private readonly nint _floats;
    private readonly int _parts;
    private readonly nint _stride;
    private int _part;

    /// <param name="product">The product.</param>
    /// <param name="column">First column of the next chunk.</param>
    /// <param name="firstStep">The steps that this chunk is at: it asks for as large a share of the next one.</param>
    /// <param name="steps">Their number.</param>
    /// <param name="tiles">Calls of the micro-kernel for these steps.</param>
    public NextPanels(in MatrixMultiplyWork product, int column, int firstStep, int steps, int tiles)
    {
        var (blocking, b) = (product.Blocking, product.B);
        var columns = Math.Min(blocking.Columns, product.N - column);
        if (columns <= 0 || steps == 0 || blocking.RowChunks > 1 || product.Batch > 1)
        {
            return;
        }

        if (product.PackedB is not null)
        {
            var panel = product.PackedBBlock / product.Panels;
            _from = product.PackedB + (((firstStep / blocking.Steps) - product.FirstBlock) * product.PackedBBlock) + (column / blocking.Kernel.Columns * panel);
            _floats = MatrixBlocking.Divide(columns, blocking.Kernel.Columns) * panel;
        }
        else if (b.RowStride == 1 && b.ColumnStride == product.K)
        {
            // Whole columns lie one behind the other, as in the weight of a fully connected layer.
            _from = b.At(0, column) + ((nint)columns * firstStep);
            _floats = (nint)columns * steps;
        }

        _parts = tiles;
        _stride = sizeof(float) * _floats / tiles / steps;
        _from = _stride <= LineBytes ? _from : null;
    }

    /// <summary>Lets a call of the micro-kernel ask for the next part.</summary>
    public void AskForPart(ref TileOperands tile)
    {
        tile.Next = _from is null ? null : (byte*)(_from + (_floats * _part++ / _parts));
        tile.NextStride = _stride;
    }
}
