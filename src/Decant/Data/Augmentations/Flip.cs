using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Swaps left and right.</summary>
internal sealed class Flip(double amount) : PictureStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new("flip", "probability", 0, 1, 0.5, "Swaps left and right with this probability.") { Create = amount => new Flip(amount) };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        if (random.NextSingle() >= Amount)
        {
            return;
        }

        var width = picture.Width;
        for (var row = 0; row < picture.Channels * picture.Height; row++)
        {
            picture.Pixels.Slice(row * width, width).Reverse();
        }

        picture.MoveTruth(new Movement(-1, 0, width - 1, 0, 1, 0));
    }
}
