namespace Decant.Losses;

/// <summary>What the sum over all elements is divided by.</summary>
public enum LossReduction
{
    /// <summary>The number of samples, N: the mathematically right mean.</summary>
    Batch,

    /// <summary>The number of elements, N·C, as some programs do.</summary>
    Elements,
}
