namespace Decant.Losses;

/// <summary>How much a notice weighs.</summary>
public enum LossNoticeKind
{
    /// <summary>Something to know.</summary>
    Note,

    /// <summary>The loss teaches less than its reader would expect.</summary>
    Warning,

    /// <summary>The loss cannot be built, or teaches nothing at all: a run is refused.</summary>
    Refusal,
}
