namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// C = epilogue(A·B) in float32, packed and blocked for registers and caches (Goto and van de Geijn 2008,
/// doi:10.1145/1356052.1356053). Nothing is allocated after warm-up. A row's bits depend on nothing but that row of A,
/// B and the instruction set: not on the other rows, their number or the number of threads.
/// </summary>
internal static unsafe class MatrixMultiply
{
    // Packed operands of one pass stay below this, so that very large products run in several passes over the steps.
    private const long PackedBytes = 32 << 20;

    // Where the result stays in the second cache, the packed operands of a pass shall come near it: every chunk reads them.
    private const long CachedBytes = 2 << 20;

    /// <summary>One product.</summary>
    /// <param name="pool">Threads to use.</param>
    /// <param name="a">M×K, any strides.</param>
    /// <param name="b">K×N, any strides.</param>
    /// <param name="c">M×N, row by row; it must not overlap what is read.</param>
    /// <param name="rowStride">Elements from one row of C (and of a residual) to the next, N or more.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B; 0 leaves empty sums.</param>
    /// <param name="epilogue">What to do with each sum before it is written.</param>
    /// <param name="prepared">Where the panels of a B that never changes are kept; null to pack them in every call.</param>
    public static void Run(
        WorkerPool pool,
        MatrixView a,
        MatrixView b,
        float* c,
        nint rowStride,
        int m,
        int n,
        int k,
        in Epilogue epilogue = default,
        PreparedWeights? prepared = null
    ) => RunBatch(pool, 1, a, 0, b, 0, c, rowStride, 0, m, n, k, epilogue, prepared);

    /// <summary>One product per batch element; a batch stride of A or B may be 0 to use one matrix for all.</summary>
    public static void RunBatch(
        WorkerPool pool,
        int batch,
        MatrixView a,
        nint aBatchStride,
        MatrixView b,
        nint bBatchStride,
        float* c,
        nint rowStride,
        nint cBatchStride,
        int m,
        int n,
        int k,
        in Epilogue epilogue = default,
        PreparedWeights? prepared = null
    )
    {
        if (batch == 0 || m == 0 || n == 0)
        {
            return;
        }

        var blocking = new MatrixBlocking(batch, m, n, k, prepared?.Order ?? 0);

        // A residual in the result's own place must be read before the first block of steps is written there.
        var ownResidual = blocking.StepBlocks > 1 && epilogue.Residual == c;
        var work = new MatrixMultiplyWork
        {
            Blocking = blocking,
            A = a,
            B = b,
            C = c,
            RowStride = rowStride,
            M = m,
            N = n,
            K = k,
            Epilogue = ownResidual ? epilogue with { Residual = null, Accumulate = true } : epilogue,
            Batch = batch,
            ABatchStride = aBatchStride,
            BBatchStride = bBatchStride,
            CBatchStride = cBatchStride,
        };

        // What one chunk reads it packs itself; what several read is packed once, beforehand.
        var constant = prepared is null || batch > 1 ? null : Prepare(pool, work, prepared);
        var tiles = batch == 1 && blocking.ColumnChunks > 1 && !work.ReadsLeftInPlace ? work.Tiles : 0;
        var panels = batch == 1 && blocking.RowChunks > 1 && constant is null ? work.Panels : 0;
        var blockFloats = (tiles > 0 ? work.PackedABlock : 0) + (panels > 0 ? work.PackedBBlock : 0);
        var most = sizeof(float) * (long)m * n <= CachedBytes / 2 ? CachedBytes : PackedBytes;
        var blocks = blockFloats == 0 ? blocking.StepBlocks : (int)Math.Clamp(most / (sizeof(float) * blockFloats), 1, blocking.StepBlocks);
        var packed = blockFloats == 0 ? null : (float*)pool.Shared(sizeof(float) * blockFloats * blocks);
        work.PackedA = tiles > 0 ? packed : null;
        work.PackedB = panels > 0 ? packed + (tiles > 0 ? work.PackedABlock * blocks : 0) : null;

        for (work.FirstBlock = 0; work.FirstBlock < blocking.StepBlocks; work.FirstBlock = work.EndBlock)
        {
            work.EndBlock = Math.Min(blocking.StepBlocks, work.FirstBlock + blocks);
            var packing = new MatrixPackWork(work, tiles, panels);
            pool.Run(ref packing, packing.Chunks);
            work.PackedB = constant is null ? work.PackedB : constant + (work.FirstBlock * work.PackedBBlock);
            Grid.Run(pool, work, blocking.Chunks);
        }
    }

    // All panels of B, block by block; packed if this is the first call.
    private static float* Prepare(WorkerPool pool, MatrixMultiplyWork work, PreparedWeights prepared)
    {
        work.PackedB = prepared.Reserve(work.PackedBBlock * work.Blocking.StepBlocks, work.Blocking.Kernel.Columns, out var isReady);
        if (!isReady)
        {
            work.EndBlock = work.Blocking.StepBlocks;
            var packing = new MatrixPackWork(work, 0, work.Panels);
            pool.Run(ref packing, packing.Chunks);
        }

        return work.PackedB;
    }
}
