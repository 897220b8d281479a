namespace Decant.Data.Sources;

/// <summary>What can be wrong with pictures and their boxes; the first ones make a file useless, the others are mended.</summary>
internal enum BoxProblem
{
    /// <summary>The picture has no annotation.</summary>
    NoAnnotation,

    /// <summary>The annotation has no picture.</summary>
    NoImage,

    /// <summary>The picture has another form than its annotation says, so no one knows where the boxes are.</summary>
    OtherForm,

    /// <summary>A box has a class that the recipe does not name.</summary>
    UnknownClass,

    /// <summary>Left and right, or top and bottom, are the wrong way round.</summary>
    TurnedRound,

    /// <summary>The box reaches over the edge of its picture.</summary>
    OverEdge,

    /// <summary>The whole box lies outside.</summary>
    Outside,

    /// <summary>The box has no area.</summary>
    Empty,

    /// <summary>The picture has the same box of the same class twice.</summary>
    Twice,

    /// <summary>The picture is larger or smaller than its annotation says.</summary>
    OtherSize,
}
