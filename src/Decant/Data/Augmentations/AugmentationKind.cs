namespace Decant.Data.Augmentations;

/// <summary>An augmentation that a recipe can name.</summary>
/// <param name="Name">The word in the recipe.</param>
/// <param name="Unit">Unit of its number.</param>
/// <param name="Lowest">Smallest number.</param>
/// <param name="Highest">Largest number.</param>
/// <param name="Usual">A number to begin with.</param>
/// <param name="Meaning">What it does, in a sentence.</param>
internal sealed record AugmentationKind(string Name, string Unit, double Lowest, double Highest, double Usual, string Meaning)
{
    /// <summary>Makes the step of an amount.</summary>
    internal Func<double, CatalogueStep> Create { get; init; } =
        _ => throw new InvalidOperationException("An augmentation says how it is made.");

    /// <summary>Whether it changes the words of texts; pictures otherwise.</summary>
    internal bool IsOfTexts { get; init; }
}
