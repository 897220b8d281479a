namespace Decant.Data.Sources;

/// <summary>What can be wrong with a picture and its label image.</summary>
internal enum MaskProblem
{
    /// <summary>The picture has no label image.</summary>
    NoMask,

    /// <summary>The label image has no picture.</summary>
    NoImage,

    /// <summary>One of both cannot be read, or the label image is in a format that changes classes.</summary>
    Unreadable,

    /// <summary>Height or width differ.</summary>
    OtherSize,

    /// <summary>A number or colour belongs to no class.</summary>
    UnknownClass,

    /// <summary>No pixel counts.</summary>
    AllVoid,
}
