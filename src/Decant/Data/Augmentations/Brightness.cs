using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Multiplies all pixels by one factor between 1 - amount and 1 + amount; 1 stays the brightest.</summary>
internal sealed class Brightness(double amount) : PictureStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new("brightness", "fraction", 0, 1, 0.2, "Makes the image darker or brighter by up to this fraction.")
        {
            Create = amount => new Brightness(amount),
        };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        var factor = (float)random.NextDouble(1 - Amount, 1 + Amount);
        foreach (ref var pixel in picture.Pixels)
        {
            pixel = Math.Min(1, pixel * factor);
        }
    }
}
