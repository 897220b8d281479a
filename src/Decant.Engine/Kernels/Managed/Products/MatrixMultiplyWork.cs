using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>One block of rows and columns of a product (or some products of a batch), for a range of step blocks.</summary>
internal unsafe struct MatrixMultiplyWork : ILaneWork
{
    // Floats between rows that fall into the same few sets of a cache of 2 MB, or of the first cache.
    private const int SameSets = 2048;
    private const int SameFirstSets = 256;

    // In so few steps memory that is asked for does not arrive, and asking takes as long as they do.
    private const int FewSteps = 48;

    public MatrixBlocking Blocking;
    public MatrixView A;
    public MatrixView B;
    public nint ABatchStride;
    public nint BBatchStride;
    public nint CBatchStride;
    public float* C;
    public nint RowStride;
    public int Batch;
    public int M;
    public int N;
    public int K;
    public Epilogue Epilogue;

    /// <summary>The step blocks of this pass.</summary>
    public int FirstBlock;
    public int EndBlock;

    /// <summary>
    /// All of A's tiles for these step blocks, block by block, when several chunks read them; else null and each chunk packs its own.
    /// </summary>
    public float* PackedA;

    /// <summary>All of B's panels for these step blocks, block by block; or null.</summary>
    public float* PackedB;

    /// <summary>Tiles of all rows.</summary>
    public readonly int Tiles => MatrixBlocking.Divide(M, Blocking.Kernel.Rows);

    /// <summary>
    /// Whether B's rows are contiguous and no other chunk reads them, so that their whole panels are read in place; but for several tiles
    /// not where all steps of a panel fall into the same sets of the second cache.
    /// </summary>
    public readonly bool ReadsRightInPlace =>
        PackedB is null && Blocking.RowChunks == 1 && B.ColumnStride == 1 && (M <= Blocking.Kernel.Rows || B.RowStride % SameSets != 0);

    /// <summary>
    /// Whether rows of A are contiguous and their whole tiles are read in place; but not where all rows of a tile fall into the same sets
    /// of the first cache.
    /// </summary>
    public readonly bool ReadsLeftInPlace =>
        PackedA is null && A.ColumnStride == 1 && (Blocking.Kernel.Rows == 1 || A.RowStride % SameFirstSets != 0);

    /// <summary>Panels of all columns.</summary>
    public readonly int Panels => MatrixBlocking.Divide(N, Blocking.Kernel.Columns);

    /// <summary>How tiles of A are packed.</summary>
    public readonly LeftPanels Left(int product) =>
        new(new MatrixView(A.Pointer + (product * ABatchStride), A.RowStride, A.ColumnStride), M, Blocking.Kernel.Rows, Blocking.Steps);

    /// <summary>How panels of B are packed.</summary>
    public readonly RightPanels Right(int product) =>
        new(new MatrixView(B.Pointer + (product * BBatchStride), B.RowStride, B.ColumnStride), N, Blocking.Kernel.Columns, Blocking.Steps);

    /// <summary>Steps of a block: the last one has fewer.</summary>
    public readonly int StepsOf(int block) => Math.Min(Blocking.Steps, K - (block * Blocking.Steps));

    /// <summary>Floats of one step block of A's tiles.</summary>
    public readonly nint PackedABlock => Tiles * Left(0).TileSize;

    /// <summary>Floats of one step block of B's panels.</summary>
    public readonly nint PackedBBlock => Panels * Right(0).PanelSize;

    public readonly void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var columnChunk = chunk % Blocking.ColumnChunks;
        var rowChunk = chunk / Blocking.ColumnChunks % Blocking.RowChunks;
        var firstProduct = chunk / (Blocking.ColumnChunks * Blocking.RowChunks) * Blocking.Products;
        var endProduct = Math.Min(Batch, firstProduct + Blocking.Products);
        for (var product = firstProduct; product < endProduct; product++)
        {
            for (var block = FirstBlock; block < EndBlock; block++)
            {
                Multiply<TLanes>(product, rowChunk * Blocking.Rows, columnChunk * Blocking.Columns, block);
            }

            if (Epilogue.Update is not null && EndBlock == Blocking.StepBlocks)
            {
                Change<TLanes>(product, rowChunk * Blocking.Rows, columnChunk * Blocking.Columns);
            }
        }
    }

    // The parameters that this chunk is the gradient of.
    private readonly void Change<TLanes>(int product, int firstRow, int firstColumn)
        where TLanes : struct, ILanes<TLanes> =>
        Epilogue.Update->Run<TLanes>(
            C + (product * CBatchStride) + (firstRow * RowStride) + firstColumn,
            RowStride,
            Math.Min(M - firstRow, Blocking.Rows),
            Math.Min(N - firstColumn, Blocking.Columns)
        );

    /// <summary>Packs one tile of A or one panel of B for all chunks.</summary>
    public readonly void Pack(int block, int tile, int panel)
    {
        var (firstStep, steps) = (block * Blocking.Steps, StepsOf(block));
        if (tile >= 0)
        {
            var left = Left(0);
            left.Pack(
                tile * Blocking.Kernel.Rows,
                firstStep,
                steps,
                PackedA + ((block - FirstBlock) * PackedABlock) + (tile * left.TileSize)
            );
        }
        else
        {
            var right = Right(0);
            var column = panel * Blocking.Kernel.Columns;
            right.Pack(column, column + 1, firstStep, steps, PackedB + ((block - FirstBlock) * PackedBBlock) + (panel * right.PanelSize));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TLanes>(int product, int firstRow, int firstColumn, int block)
        where TLanes : struct, ILanes<TLanes>
    {
        var kernel = Blocking.Kernel;
        var (endRow, endColumn) = (Math.Min(M, firstRow + Blocking.Rows), Math.Min(N, firstColumn + Blocking.Columns));
        var left = new LeftBlock(this, product, firstRow, endRow, block);
        var right = new RightBlock(this, product, firstColumn, endColumn, block);
        var sums = (float*)WorkerPool.Scratch(sizeof(float) * ((kernel.Rows * kernel.Columns) + left.Floats + right.Floats));
        left.Pack(sums + (kernel.Rows * kernel.Columns));
        right.Pack(sums + (kernel.Rows * kernel.Columns) + left.Floats);

        nint segment = 0;
        var operands = new TileOperands
        {
            StepStride = left.StepStride,
            Segments = &segment,
            SegmentCount = 1,
            Depth = StepsOf(block),
            Sums = sums,
        };
        var result = C + (product * CBatchStride);
        var changes = Epilogue.Update is not null && block == Blocking.StepBlocks - 1 && Blocking.ColumnChunks == 1 && RowStride == N;
        var writer = TileWriter.For(Epilogue, C, block == 0, block == Blocking.StepBlocks - 1);
        for (var column = firstColumn; column < endColumn; column += kernel.Columns)
        {
            right.Point(&operands, column);
            var columns = Math.Min(kernel.Columns, endColumn - column);
            var next = changes
                ? NextPanel.Of(
                    *Epilogue.Update,
                    result + (firstRow * RowStride),
                    (endRow - firstRow) * RowStride,
                    column / kernel.Columns,
                    right.Panels,
                    left.Tiles,
                    operands.Depth
                )
                : NextPanel.After(this, right.Packed(column), column, block * Blocking.Steps, operands.Depth, left.Tiles);
            for (var row = firstRow; row < endRow; row += kernel.Rows)
            {
                left.Point(&operands, row);
                next.PrefetchPart(ref operands);
                var to = result + (row * RowStride) + column;
                var rows = Math.Min(kernel.Rows, endRow - row);
                if (operands.Depth > FewSteps)
                {
                    writer.Expect(to, RowStride, rows, columns);
                }

                kernel.Run(&operands);
                writer.Write<TLanes>(sums, kernel.Columns, to, RowStride, rows, columns, column);
            }
        }
    }
}
