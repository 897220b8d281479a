namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// How a product is cut: steps into blocks that fit the caches, rows and columns into chunks for the threads. The
/// blocks of steps depend on K alone, because they decide the bits; the chunks depend on the shape alone.
/// </summary>
internal readonly struct MatrixBlocking
{
    // A panel of 256 steps × 48 columns takes 48 KB: with it in the first or second cache every kernel reaches its speed.
    private const int MostSteps = 256;

    // About 100 microseconds of one core.
    private const double ChunkOperations = 16e6;

    // Few rows use each number of B only once: then reading B takes the time, about 10 microseconds for this much of it.
    private const double ChunkBytes = 128 << 10;

    // So many rows of A, as a block of steps, stay in the second cache while the panels of B pass by.
    private const int MostRows = 256;

    // Fewer rows would not repay what it takes to bring all panels of B through the first cache once more.
    private const int LeastRows = 32;

    // A block of B that a thread keeps in its second cache, with room for its rows of A.
    private const double CachedBytes = 1 << 20;

    // Below this a second thread costs more than it brings.
    private const double AloneOperations = 2e6;

    /// <param name="batch">Products.</param>
    /// <param name="m">Rows of a product.</param>
    /// <param name="n">Columns of a product.</param>
    /// <param name="k">Steps of a product.</param>
    /// <param name="panelColumns">Columns of panels that are packed already; 0 for none.</param>
    public MatrixBlocking(int batch, int m, int n, int k, int panelColumns = 0)
    {
        Kernel = MicroKernel.For(m, n, panelColumns);
        StepBlocks = Math.Max(1, Divide(k, MostSteps));
        Steps = Divide(k, StepBlocks);
        Products = 1;
        var element = 2.0 * Math.Max(1, k);
        if (batch == 1 && m <= Kernel.Rows && sizeof(float) * (double)n * k > ChunkBytes)
        {
            (Rows, Columns) = (Kernel.Rows, Clamp(ChunkBytes / (sizeof(float) * (double)k), n, Kernel.Columns));
        }
        else if (batch * element * m * n <= AloneOperations)
        {
            (Rows, Columns, Products) = (Up(m, Kernel.Rows), Up(n, Kernel.Columns), batch);
        }
        else if (m > MostRows && sizeof(float) * (double)n * Steps <= CachedBytes)
        {
            // A block of B stays in the second cache: a chunk takes all columns, packs its rows of A itself, and no one else reads them.
            (Rows, Columns) = (Clamp(Math.Max(LeastRows, ChunkOperations / (element * n)), m, Kernel.Rows), Up(n, Kernel.Columns));
        }
        else
        {
            Rows = Clamp((double)m / Divide(m, MostRows), m, Kernel.Rows);
            Columns = Clamp(ChunkOperations / (element * Rows), n, Kernel.Columns);
            if (element * Rows * Columns > 2 * ChunkOperations)
            {
                // Very many steps: even the narrowest chunk of so many rows is long.
                Rows = Clamp(ChunkOperations / (element * Columns), m, Kernel.Rows);
            }

            Products = Rows >= m && Columns >= n ? (int)Math.Clamp(ChunkOperations / (element * m * n), 1, batch) : 1;
        }

        RowChunks = Divide(m, Rows);
        ColumnChunks = Divide(n, Columns);
        ProductChunks = Divide(batch, Products);
    }

    public MicroKernel Kernel { get; }

    /// <summary>Blocks of steps.</summary>
    public int StepBlocks { get; }

    /// <summary>Steps of a block.</summary>
    public int Steps { get; }

    /// <summary>Rows of a chunk, a multiple of the kernel's.</summary>
    public int Rows { get; }

    public int RowChunks { get; }

    /// <summary>Columns of a chunk, a multiple of the kernel's.</summary>
    public int Columns { get; }

    public int ColumnChunks { get; }

    /// <summary>Products of a batch in a chunk; more than 1 only where a chunk holds whole products.</summary>
    public int Products { get; }

    public int ProductChunks { get; }

    public int Chunks => ProductChunks * RowChunks * ColumnChunks;

    public static int Divide(int value, int by) => by == 0 ? 0 : (int)(((long)value + by - 1) / by);

    private static int Up(int value, int multiple) => Math.Max(1, Divide(value, multiple)) * multiple;

    private static int Clamp(double size, int most, int multiple) =>
        (int)Math.Min(Up((int)Math.Clamp(size, 1, 1 << 30), multiple), Up(most, multiple));
}
