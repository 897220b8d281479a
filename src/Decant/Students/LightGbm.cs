using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students;

/// <summary>
/// Gradient-boosted trees of LightGBM (Ke et al. 2017): a teacher of tables that is grown and not trained by gradients. Once grown it is a
/// network like any other, whose file needs neither LightGBM nor ML.NET.
/// </summary>
public sealed record LightGbm : Architecture
{
    private static readonly Option<int> s_trees = Option.WholeNumber(
        "trees",
        200,
        "Trees of each answer, one after the other.",
        atLeast: 1,
        atMost: 10_000,
        unit: "trees"
    );
    private static readonly Option<int> s_leaves = Option.WholeNumber(
        "leaves",
        31,
        "The most leaves of a tree.",
        atLeast: 2,
        atMost: 4096,
        unit: "leaves"
    );
    private static readonly Option<double> s_shrinkage = Option.Number(
        "shrinkage",
        0.1,
        "Share of its answer that each tree adds.",
        above: 0,
        atMost: 1,
        unit: "share"
    );
    private static readonly Option<int> s_fewest = Option.WholeNumber(
        "fewest-in-leaf",
        20,
        "The fewest training samples in a leaf.",
        atLeast: 1,
        unit: "samples"
    );

    /// <summary>The architecture <c>lightgbm</c>.</summary>
    public LightGbm()
        : base("lightgbm", "Gradient-boosted trees for tables, as a teacher; they are grown, not trained by epochs.") { }

    /// <summary>Trees of each answer; 1 to 10,000.</summary>
    public int Trees
    {
        get => Get(s_trees);
        init => Values = Changed<int>(s_trees, value);
    }

    /// <summary>The most leaves of a tree; 2 to 4096.</summary>
    public int Leaves
    {
        get => Get(s_leaves);
        init => Values = Changed<int>(s_leaves, value);
    }

    /// <summary>Share of its answer that each tree adds; above 0, at most 1.</summary>
    public double Shrinkage
    {
        get => Get(s_shrinkage);
        init => Values = Changed<double>(s_shrinkage, value);
    }

    /// <summary>The fewest training samples in a leaf; at least 1.</summary>
    public int FewestInLeaf
    {
        get => Get(s_fewest);
        init => Values = Changed<int>(s_fewest, value);
    }

    /// <summary>The trees of each answer, once they are grown; until then each answers 0.</summary>
    internal IReadOnlyList<IReadOnlyList<DecisionTree>>? Grown { get; init; }

    /// <summary>Whether the trees of each answer tell it from all others, and the sums are logits of that.</summary>
    internal bool IsEachAlone { get; init; }

    /// <inheritdoc/>
    internal override string? Growth => FormattableString.Invariant($"{Trees} trees");

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var features = network.Samples;
        if (features.Shape.Rank != 2)
        {
            throw new DecantException($"{Name}: expected rows of a table [N, D], received {features.Shape}. Use 'cnn' for images.");
        }

        var sums = TreeSums.Of(features, Grown ?? [.. Enumerable.Repeat<DecisionTree[]>([new([], [], [], [], [0])], answers)]);

        // ln σ(z)
        return IsEachAlone ? -(-sums).Softplus() : sums;
    }

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"lightgbm {Trees} trees");
}
