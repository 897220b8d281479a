using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students.Texts;

/// <summary>
/// How tokens become vectors. Most of a small network is its table, so it can have fewer rows than there are tokens, or shorter ones:
/// e = E[h₁(id)] + E[h₂(id)] with hᵢ(id) = ((aᵢ·id + bᵢ) mod p) mod buckets, hash functions of a universal family (Carter and Wegman 1979),
/// p = 2³¹ − 1; two tokens have one vector only where both collide (Svenstrup et al. 2017, arXiv:1709.03933, without its weights). And e·W
/// with a matrix W that widens the rows (Lan et al. 2019, "ALBERT", arXiv:1909.11942). The graph computes both, so its file reads plain
/// ids.
/// </summary>
/// <param name="Buckets">Rows of the table; null for one for each token.</param>
/// <param name="RowWidth">Numbers of a row; null for as many as are asked for.</param>
internal sealed record TokenEmbedding(int? Buckets, int? RowWidth)
{
    /// <summary>The name of the table of vectors.</summary>
    public const string TableName = "tokens.weight";

    /// <summary>The name of the matrix that widens rows.</summary>
    public const string WidenerName = "tokens.wider.weight";

    private const long Prime = (1L << 31) - 1;

    // Below p, so that a·id + b fits 64 bits for every id below 2³¹.
    private static readonly (long A, long B)[] s_hashes = [(1_640_531_527, 362_436_069), (1_103_515_245, 521_288_629)];

    /// <summary>The vector of each token, [N, T, width].</summary>
    /// <param name="text">The texts.</param>
    /// <param name="width">Numbers of a vector.</param>
    /// <param name="deviation">Standard deviation of a vector's numbers at first.</param>
    public Value Of(TextInput text, int width, double deviation)
    {
        var network = text.Network;
        var (rowWidth, rows) = (RowWidth ?? width, Buckets ?? text.Vocabulary);
        var (ofSummand, ofRow) = (Buckets is null ? 1 : Math.Sqrt(0.5), RowWidth is null ? 1 : 1 / deviation);
        var table = network.Parameter(TableName, deviation * ofSummand * ofRow, rows, rowWidth);
        var vectors = Buckets is null
            ? table.Gather(text.Ids)
            : s_hashes.Select(hash => table.Gather(Hash(text.Ids, hash, rows))).Aggregate((sum, next) => sum + next);
        if (RowWidth is not null)
        {
            // Rows of deviation 1, so that the matrix alone decides the size of a vector.
            vectors = vectors.MatMul(network.Parameter(WidenerName, deviation / Math.Sqrt(rowWidth), rowWidth, width));
        }

        return network.Named(vectors, "tokens");
    }

    /// <summary>The row of the table that a hash function names; the program's twin of what the graph computes.</summary>
    /// <param name="id">A token, 0 or more, below 2³¹.</param>
    /// <param name="function">0 or 1.</param>
    /// <param name="buckets">Rows.</param>
    internal static int Bucket(long id, int function, int buckets) =>
        (int)(((s_hashes[function].A * id) + s_hashes[function].B) % Prime % buckets);

    private static Value Hash(Value ids, (long A, long B) hash, int buckets) =>
        ((ids * ids.Constant(hash.A)) + ids.Constant(hash.B)).Mod(ids.Constant(Prime)).Mod(ids.Constant(buckets));
}
