namespace Decant.Notices;

/// <summary>How much a notice weighs.</summary>
public enum NoticeKind
{
    /// <summary>Something to know.</summary>
    Note,

    /// <summary>The result disappoints or misleads a reader who does not know it.</summary>
    Warning,

    /// <summary>It cannot be done, or nothing would come of it: a run is refused.</summary>
    Refusal,
}
