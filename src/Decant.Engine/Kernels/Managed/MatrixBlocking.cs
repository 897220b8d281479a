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

    // Few rows use each number of B only once: then reading B takes the time, about 50 microseconds for this much of it.
    private const double ChunkBytes = 512 << 10;

    private const int MostRows = 256;
    private const int LeastRows = 32;
    private const double CachedBytes = 1 << 20;

    // Below this a second thread costs more than it brings.
    private const double AloneOperations = 2e6;

    public MatrixBlocking(int batch, int m, int n, int k)
    {
        Kernel = MicroKernel.For(m, n);
        StepBlocks = Math.Max(1, Divide(k, MostSteps));
        Steps = Divide(k, StepBlocks);
        var perElement = 2.0 * Math.Max(1, k);
        var isRead = batch == 1 && m <= Kernel.Rows && sizeof(float) * (double)n * k > ChunkBytes;
        if (isRead)
        {
            (Rows, Columns, Products) = (Kernel.Rows, Clamp(ChunkBytes / (sizeof(float) * (double)k), n, Kernel.Columns), 1);
        }
        else if (batch * perElement * m * n <= AloneOperations)
        {
            (Rows, Columns, Products) = (Up(m, Kernel.Rows), Up(n, Kernel.Columns), batch);
        }
        else
        {
            // Where a block of B stays in the second cache a chunk takes all columns: then it packs its rows of A itself, and nobody else reads them.
            var whole = m > MostRows && sizeof(float) * (double)n * Steps <= CachedBytes;
            Rows = Clamp(whole ? Math.Max(LeastRows, ChunkOperations / (perElement * n)) : m <= MostRows ? m : (double)m / Divide(m, MostRows), m, Kernel.Rows);
            Columns = whole ? Up(n, Kernel.Columns) : Clamp(ChunkOperations / (perElement * Rows), n, Kernel.Columns);
            if (!whole && perElement * Rows * Columns > 2 * ChunkOperations)
            {
                // Very many steps: even the narrowest chunk of so many rows is long.
                Rows = Clamp(ChunkOperations / (perElement * Columns), m, Kernel.Rows);
            }

            Products = (int)Math.Clamp(ChunkOperations / (perElement * m * n), 1, batch);
        }

        RowChunks = Divide(m, Rows);
        ColumnChunks = Divide(n, Columns);
        Products = RowChunks * ColumnChunks == 1 ? Products : 1;
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

    private static int Clamp(double size, int most, int multiple) => (int)Math.Min(Up((int)Math.Clamp(size, 1, 1 << 30), multiple), Up(most, multiple));
}
