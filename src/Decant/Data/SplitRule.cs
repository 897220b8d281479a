namespace Decant.Data;

/// <summary>By what samples are divided.</summary>
public enum SplitRule
{
    /// <summary>At random, with the same share of every class, or of every value of another field.</summary>
    Stratified,

    /// <summary>At random, in whole groups: samples of one person, user or recording are never in two parts.</summary>
    Grouped,

    /// <summary>The latest samples are set aside: what is tested comes after everything that is learnt.</summary>
    Time,
}
