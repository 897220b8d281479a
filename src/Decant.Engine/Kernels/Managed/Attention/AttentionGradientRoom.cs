namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// What a thread holds while it computes the derivatives of a head: blocks of queries and keys, packed for the products they take part in.
/// </summary>
internal readonly unsafe struct AttentionGradientRoom
{
    private const int BlockQueries = 192;

    /// <summary>Lays out the thread's scratch memory for blocks of these sizes.</summary>
    public AttentionGradientRoom(in AttentionSizes sizes)
    {
        (MostQueries, MostKeys) = (Math.Min(BlockQueries, sizes.Queries), Math.Min(Attention.MostKeys, sizes.Keys));
        var widest = Math.Max(sizes.Width, sizes.ValueWidth);
        (LeftStride, PairStride) = (BlockProduct.Stride(widest), BlockProduct.Stride(MostKeys));

        // Room for whatever kernel: panels end with at most RowMultiple · 2 columns of zeros.
        var panels =
            (long)(Math.Max(widest, MostKeys) + (2 * BlockProduct.RowMultiple)) * Math.Max(widest, Math.Max(MostKeys, MostQueries));
        var pairs = BlockProduct.Up(MostQueries) * (long)PairStride;
        var left = BlockProduct.Up(MostQueries) * (long)LeftStride;
        var sums = (float*)WorkerPool.Scratch(((4 * panels) + (2 * pairs) + left + BlockProduct.SumFloats + sizes.Queries) * sizeof(float));
        ByQueries = new BlockProduct(MicroKernel.For(MostQueries, widest), sums);
        ByKeys = new BlockProduct(MicroKernel.For(MostKeys, widest), sums);
        KeyColumns = sums + BlockProduct.SumFloats;
        ValueColumns = KeyColumns + panels;
        KeyRows = ValueColumns + panels;
        QueryRows = KeyRows + panels;
        Weights = QueryRows + panels;
        Slopes = Weights + pairs;
        Left = Slopes + pairs;
        Means = Left + left;
    }

    /// <summary>Queries of a block.</summary>
    public int MostQueries { get; }

    /// <summary>Keys of a block.</summary>
    public int MostKeys { get; }

    /// <summary>Products whose rows are queries.</summary>
    public BlockProduct ByQueries { get; }

    /// <summary>Products whose rows are keys.</summary>
    public BlockProduct ByKeys { get; }

    /// <summary>Kᵀ, packed.</summary>
    public float* KeyColumns { get; }

    /// <summary>Vᵀ, packed.</summary>
    public float* ValueColumns { get; }

    /// <summary>K, packed.</summary>
    public float* KeyRows { get; }

    /// <summary>dY or Q, packed.</summary>
    public float* QueryRows { get; }

    /// <summary>P of each pair of query and key.</summary>
    public float* Weights { get; }

    /// <summary>dS of each pair of query and key.</summary>
    public float* Slopes { get; }

    /// <summary>From a query's pairs to those of the next.</summary>
    public nint PairStride { get; }

    /// <summary>Rows of Q or dY, with room for whole tiles.</summary>
    public float* Left { get; }

    /// <summary>From a row of <see cref="Left"/> to the next.</summary>
    public nint LeftStride { get; }

    /// <summary>Σ dY·Y of each query of the head.</summary>
    public float* Means { get; }
}
