namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// What is read of B after a panel, asked for in parts alongside the tiles of that panel: it then lies in the second cache. Few rows use
/// each number of B only a few times, so that waiting for the third cache would take a fifth of the time.
/// </summary>
internal unsafe struct NextPanel
{
    // A step of a micro-kernel asks for one cache line.
    private const int LineBytes = 64;

    // Rows of a micro-kernel that waits for the right panel, not for its sums.
    private const int FewRows = 4;

    private readonly float* _from;
    private readonly nint _floats;
    private readonly int _parts;
    private readonly nint _stride;
    private int _part;

    // A panel whose numbers lie together: each call asks for its share.
    private NextPanel(float* from, nint floats, int tiles, int steps)
    {
        _floats = floats;
        _parts = tiles;
        _stride = sizeof(float) * floats / tiles / Math.Max(1, steps);
        _from = _stride <= LineBytes ? from : null;
    }

    // A panel in place in a matrix: each call asks for one cache line of every step.
    private NextPanel(float* from, int columns, nint stepStride)
    {
        const int LineFloats = LineBytes / sizeof(float);
        _parts = MatrixBlocking.Divide(columns, LineFloats);
        _floats = _parts * LineFloats;
        _stride = sizeof(float) * stepStride;
        _from = from;
    }

    /// <summary>What comes after a panel.</summary>
    /// <param name="product">The product.</param>
    /// <param name="panel">The panel; null where it is read in place in B.</param>
    /// <param name="column">The panel's first column.</param>
    /// <param name="firstStep">Its first step.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="tiles">Calls of the micro-kernel for it; one alone asks for steps of its own panel.</param>
    public static NextPanel After(in MatrixMultiplyWork product, float* panel, int column, int firstStep, int steps, int tiles)
    {
        var (blocking, b) = (product.Blocking, product.B);
        var columns = blocking.Kernel.Columns;
        if (tiles == 1)
        {
            // Packed steps are one long run, which the processor reads ahead by itself: few rows are done with a step so soon that asking
            // again takes half of the second cache's speed.
            return panel is null || blocking.Kernel.Rows > FewRows ? default : new NextPanel(panel, 0, 1, steps);
        }

        if (product.PackedB is not null)
        {
            var size = product.PackedBBlock / product.Panels;
            return new NextPanel(panel + size, size, tiles, steps);
        }

        if (panel is null)
        {
            return column + columns < product.N ? new NextPanel(b.At(firstStep, column + columns), columns, b.RowStride) : default;
        }

        // The columns that the next chunk packs in place of these: whole columns lie one after the other in the weight of a fully connected
        // layer.
        var following = column + blocking.Columns;
        return product.Batch == 1 && b.RowStride == 1 && b.ColumnStride == product.K && following < product.N
            ? new NextPanel(b.At(0, following) + ((nint)columns * firstStep), (nint)columns * steps, tiles, steps)
            : default;
    }

    /// <summary>
    /// A share of the parameters that change when a chunk of their gradients is written, and of what is remembered of them.
    /// </summary>
    /// <param name="update">How they change.</param>
    /// <param name="gradients">The chunk, its rows one after the other.</param>
    /// <param name="count">Gradients of the chunk.</param>
    /// <param name="panel">Which panel of the chunk is computed.</param>
    /// <param name="panels">Panels of the chunk.</param>
    /// <param name="tiles">Calls of the micro-kernel for a panel.</param>
    /// <param name="steps">Steps of a call.</param>
    public static NextPanel Of(in ParameterUpdate update, float* gradients, nint count, int panel, int panels, int tiles, int steps)
    {
        var (share, shares) = (panel / update.Blocks, MatrixBlocking.Divide(panels, update.Blocks));
        var (first, end) = (count * share / shares, count * (share + 1) / shares);
        return new NextPanel(update.At(panel % update.Blocks, gradients + first), end - first, tiles, steps);
    }

    /// <summary>Lets a call of the micro-kernel ask for the next part.</summary>
    public void PrefetchPart(ref TileOperands tile)
    {
        tile.Next = _from is null || _part >= _parts ? null : (byte*)(_from + (_floats * _part++ / _parts));
        tile.NextStride = _stride;
    }
}
