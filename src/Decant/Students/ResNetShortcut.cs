namespace Decant.Students;

/// <summary>What a residual block adds where its width or size changes.</summary>
public enum ResNetShortcut
{
    /// <summary>A 1×1 convolution with batch normalisation (option B of the paper).</summary>
    Projection,

    /// <summary>Every second pixel, and zeros for the new channels (option A of the paper): no parameters.</summary>
    Pad,
}
