using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>One thing that is done at random to a view of an image, with one number that says how strongly.</summary>
public abstract class AugmentationStep
{
    /// <summary>A step of a strength.</summary>
    /// <param name="amount">How strongly, in the step's own unit.</param>
    protected AugmentationStep(double amount) => Amount = amount;

    /// <summary>How strongly, in the unit that the catalogue names.</summary>
    public double Amount { get; }

    /// <summary>Changes one image.</summary>
    /// <param name="random">The view's random numbers.</param>
    /// <param name="image">Pixels from 0 to 1, <c>[C, H, W]</c>, changed in place.</param>
    /// <param name="scratch">As long as the image; its content means nothing.</param>
    /// <param name="channels">C.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    internal abstract void Apply(ref RandomStream random, Span<float> image, Span<float> scratch, int channels, int height, int width);
}
