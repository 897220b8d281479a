namespace Decant.Data.Augmentations;

/// <summary>
/// One thing that recipes can name, which is done at random to a view of a sample, with one number that says how strongly.
/// </summary>
/// <param name="amount">How strongly, in the unit that the catalogue names.</param>
internal abstract class CatalogueStep(double amount)
{
    /// <summary>How strongly, in the unit that the catalogue names.</summary>
    public double Amount => amount;
}
