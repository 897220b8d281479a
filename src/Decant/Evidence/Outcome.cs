namespace Decant.Evidence;

/// <summary>What the paired seeds allow one to say, of one control arm or of all together.</summary>
public enum Outcome
{
    /// <summary>No student was trained without a teacher with the same seed: nothing to compare with.</summary>
    NoControl,

    /// <summary>
    /// Chance explains the difference, and a difference that matters may be there all the same; of one seed no chance is known.
    /// </summary>
    NotEnoughSeeds,

    /// <summary>The distilled student is better, and chance does not explain it.</summary>
    Helped,

    /// <summary>Any difference is smaller than what matters (<c>compare.margin</c>).</summary>
    NoDifference,

    /// <summary>The test samples are too few: which of them a student gets right explains the difference.</summary>
    TooFewSamples,

    /// <summary>The distilled student is worse, and chance does not explain it.</summary>
    Hurt,
}
