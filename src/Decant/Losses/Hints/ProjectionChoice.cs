namespace Decant.Losses.Hints;

/// <summary>Whether the student's value is projected before it is compared.</summary>
public enum ProjectionChoice
{
    /// <summary>Where widths or sizes differ.</summary>
    Auto,

    /// <summary>Never: the shapes must be equal.</summary>
    Off,
}
