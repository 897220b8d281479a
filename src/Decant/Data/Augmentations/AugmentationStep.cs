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

    /// <summary>Changes one picture, and what moves with it.</summary>
    /// <param name="random">The view's random numbers.</param>
    /// <param name="picture">Pixels from 0 to 1, changed in place.</param>
    internal abstract void Apply(ref RandomStream random, in AugmentedPicture picture);
}
