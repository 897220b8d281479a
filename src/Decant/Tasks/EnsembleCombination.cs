namespace Decant.Tasks;

/// <summary>How several teachers' answers become one.</summary>
public enum EnsembleCombination
{
    /// <summary>The mean of their probabilities at temperature 1.</summary>
    Probabilities,

    /// <summary>The mean of their logits, which is the geometric mean of their probabilities.</summary>
    Logits,

    /// <summary>The mean of their probabilities, each teacher weighted, sample by sample, by the largest of its own.</summary>
    Confidence,
}
