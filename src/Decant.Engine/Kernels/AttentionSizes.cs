namespace Decant.Engine.Kernels;

/// <summary>Sizes of an attention, and where its heads lie in memory. Strides are counted in elements.</summary>
internal struct AttentionSizes
{
    /// <summary>Sequences.</summary>
    public int Batch;

    public int Heads;

    public int Queries;

    public int Keys;

    /// <summary>Features of a query and of a key.</summary>
    public int Width;

    /// <summary>Features of a value.</summary>
    public int ValueWidth;

    /// <summary>Factor of the products.</summary>
    public double Scale;

    /// <summary>Whether a sequence lies as [positions, heads, features], not as [heads, positions, features].</summary>
    public bool PositionsFirst;

    /// <summary>Whether query t sees the keys up to t + Keys − Queries alone.</summary>
    public bool Causal;

    /// <summary>From one sequence, head, query or key of the mask to the next; 0 where all share it.</summary>
    public long MaskBatch,
        MaskHead,
        MaskQuery,
        MaskKey;

    /// <summary>All heads of all sequences.</summary>
    public readonly int Units => Batch * Heads;

    /// <summary>From a position of a head to the next.</summary>
    public readonly int Stride(int width) => PositionsFirst ? Heads * width : width;

    /// <summary>The first element of a head.</summary>
    /// <param name="unit">Sequence · heads + head.</param>
    /// <param name="positions">Positions of a sequence.</param>
    /// <param name="width">Features.</param>
    public readonly long At(int unit, int positions, int width)
    {
        var (n, head) = Math.DivRem(unit, Heads);
        return PositionsFirst ? (((long)n * positions * Heads) + head) * width : (long)unit * positions * width;
    }

    /// <summary>The first element of the mask of a query.</summary>
    public readonly long MaskAt(int unit, int query)
    {
        var (n, head) = Math.DivRem(unit, Heads);
        return (n * MaskBatch) + (head * MaskHead) + (query * MaskQuery);
    }

    /// <summary>How many keys a query sees.</summary>
    public readonly int Seen(int query) => Causal ? Math.Clamp(query + 1 + Keys - Queries, 0, Keys) : Keys;
}
