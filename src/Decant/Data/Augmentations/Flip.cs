using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Swaps left and right.</summary>
internal sealed class Flip(double amount) : AugmentationStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new("flip", "probability", 0, 1, 0.5, "Swaps left and right with this probability.", amount => new Flip(amount));

    internal override void Apply(ref RandomStream random, Span<float> image, Span<float> scratch, int channels, int height, int width)
    {
        if (random.NextSingle() >= Amount)
        {
            return;
        }

        for (var row = 0; row < channels * height; row++)
        {
            image.Slice(row * width, width).Reverse();
        }
    }
}
