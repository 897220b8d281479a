namespace Decant.Data.Sources;

/// <summary>What the annotations of a tree state.</summary>
/// <param name="Pictures">Every picture that is named.</param>
/// <param name="ClassNames">The classes in their order; empty where only the boxes name them.</param>
internal sealed record StatedBoxes(IReadOnlyList<StatedPicture> Pictures, IReadOnlyList<string> ClassNames)
{
    /// <summary>Whether a picture that is not named has no boxes; else it has no annotation.</summary>
    public bool OthersAreEmpty { get; init; }
}
