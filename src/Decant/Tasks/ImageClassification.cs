namespace Decant.Tasks;

/// <summary>Classes of images <c>[C, H, W]</c>.</summary>
public sealed class ImageClassification : Classification
{
    /// <inheritdoc/>
    public override string Name => "image-classification";

    /// <inheritdoc/>
    protected override int SampleRank => 3;

    /// <inheritdoc/>
    protected override string SampleKind => "images [C, H, W]";
}
