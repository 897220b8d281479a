namespace Decant.Recipes;

/// <summary>What is done about the share of each term in the gradient.</summary>
public enum Balance
{
    /// <summary>The shares are measured and said; one under a hundredth is a warning.</summary>
    Measure,

    /// <summary>Terms are scaled so that their shares are as their weights.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    Off,
}
