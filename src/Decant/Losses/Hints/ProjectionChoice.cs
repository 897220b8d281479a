namespace Decant.Losses.Hints;

/// <summary>Whether the student's value is projected before it is compared.</summary>
public enum ProjectionChoice
{
    /// <summary>Where widths or sizes differ.</summary>
    Auto,

    /// <summary>Always: by weights that are trained also where widths and sizes are equal.</summary>
    On,

    /// <summary>Never: the shapes must be equal.</summary>
    Off,
}
