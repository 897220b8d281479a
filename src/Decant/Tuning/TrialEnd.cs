namespace Decant.Tuning;

/// <summary>How a trial ended.</summary>
internal enum TrialEnd
{
    /// <summary>It trained all its epochs.</summary>
    Whole,

    /// <summary>Others were better after as many epochs.</summary>
    Halved,

    /// <summary>It diverged, or its settings cannot be trained.</summary>
    Failed,
}
