namespace Decant.Students;

/// <summary>
/// A tree of questions "is feature f at most t?". Nodes are counted from the root, 0; what follows an answer is a node, or as its complement
/// (−1 for leaf 0) a leaf. A tree of one leaf has no nodes.
/// </summary>
/// <param name="Features">The feature that each node asks about.</param>
/// <param name="Thresholds">What it is compared with.</param>
/// <param name="Left">What follows where the feature is at most the threshold.</param>
/// <param name="Right">What follows where it is more.</param>
/// <param name="Leaves">What each leaf answers.</param>
internal sealed record DecisionTree(int[] Features, float[] Thresholds, int[] Left, int[] Right, float[] Leaves)
{
    /// <summary>The most questions on the way to a leaf.</summary>
    public int Depth => Features.Length == 0 ? 0 : DepthFrom(0);

    private int DepthFrom(int node) => node < 0 ? 0 : 1 + Math.Max(DepthFrom(Left[node]), DepthFrom(Right[node]));
}
