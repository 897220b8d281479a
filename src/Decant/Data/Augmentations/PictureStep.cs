using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>One thing that is done at random to a view of an image, with one number that says how strongly.</summary>
/// <param name="amount">How strongly, in the unit that the catalogue names.</param>
internal abstract class PictureStep(double amount) : CatalogueStep(amount)
{
    /// <summary>Changes one picture, and what moves with it.</summary>
    /// <param name="random">The view's random numbers.</param>
    /// <param name="picture">Pixels from 0 to 1, changed in place.</param>
    public abstract void Apply(ref RandomStream random, in AugmentedPicture picture);
}
