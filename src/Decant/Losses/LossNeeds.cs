namespace Decant.Losses;

/// <summary>What a formula reads in addition to the student's answers.</summary>
[Flags]
public enum LossNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The teacher's answers.</summary>
    Teacher = 1,

    /// <summary>Labels.</summary>
    Labels = 2,

    /// <summary>What is known of each sample as numbers.</summary>
    Targets = 4,

    /// <summary>Where each sample is in the training data.</summary>
    Samples = 8,
}
