namespace Decant.Teachers;

/// <summary>What trees are grown from.</summary>
/// <param name="Features">[N, D]: what layers of a network see of rows.</param>
/// <param name="Width">D.</param>
/// <param name="Truth">[N]: what one answer is to be; of a class or label 1 or 0.</param>
internal sealed record TreeLearning(float[] Features, int Width, float[] Truth)
{
    /// <summary>Whether the truth is yes or no, and the sum of the leaves its logit; else it is the number itself.</summary>
    public required bool IsYesOrNo { get; init; }

    /// <summary>Trees.</summary>
    public required int Trees { get; init; }

    /// <summary>The most leaves of a tree.</summary>
    public required int Leaves { get; init; }

    /// <summary>Share of its answer that each tree adds.</summary>
    public required double Shrinkage { get; init; }

    /// <summary>The fewest samples in a leaf.</summary>
    public required int FewestInLeaf { get; init; }

    /// <summary>Decides what is drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads, 1 or more.</summary>
    public required int Threads { get; init; }
}
