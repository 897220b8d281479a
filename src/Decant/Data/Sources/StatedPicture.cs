namespace Decant.Data.Sources;

/// <summary>What a file of boxes states of a picture.</summary>
/// <param name="File">The picture's path or name as it is written, or the annotation's own path without its ending.</param>
/// <param name="Boxes">Its boxes.</param>
internal sealed record StatedPicture(string File, IReadOnlyList<StatedBox> Boxes)
{
    /// <summary>Width and height that it is said to have; null where nothing is said.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Whether boxes are shares of width and height.</summary>
    public bool IsInShares { get; init; }

    /// <summary>The part that it is said to be in: <c>train</c>, <c>validation</c>, <c>test</c>; null where nothing is said.</summary>
    public string? Part { get; init; }
}
