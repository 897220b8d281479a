namespace Decant.Evidence;

/// <summary>What the paired seeds allow one to say.</summary>
public enum Outcome
{
    /// <summary>No student was trained alone with the same seed: nothing to compare with.</summary>
    NoControl,

    /// <summary>One pair: a difference, but no measure of chance.</summary>
    OneSeed,

    /// <summary>The whole interval lies above zero.</summary>
    Helped,

    /// <summary>The interval contains zero: chance explains the difference.</summary>
    Unclear,

    /// <summary>The test samples are too few: which of them a student gets right explains the difference.</summary>
    TooFewSamples,

    /// <summary>The whole interval lies below zero.</summary>
    Hurt,
}
