namespace Decant.Evidence;

/// <summary>Where a student is next to its teacher.</summary>
internal enum TeacherStanding
{
    /// <summary>The seeds do not tell.</summary>
    Open,

    /// <summary>Any difference is smaller than the margin.</summary>
    Equivalent,

    /// <summary>The whole interval lies above zero.</summary>
    Better,

    /// <summary>The whole interval lies below zero.</summary>
    Worse,
}
