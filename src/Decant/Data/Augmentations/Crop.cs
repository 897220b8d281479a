using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// Continues the image as in a mirror by the amount on every side, and cuts an image of the old size out of it at a
/// random place: a shift that brings in the image itself where <see cref="Shift"/> brings in black.
/// </summary>
internal sealed class Crop(double amount) : AugmentationStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new("crop", "pixels", 0, 64, 4, "Continues the image as in a mirror by this many pixels on every side and cuts the old size out at a random place.", amount => new Crop(amount));

    internal override void Apply(ref RandomStream random, Span<float> image, Span<float> scratch, int channels, int height, int width)
    {
        var padding = (int)Amount;
        var top = random.NextInt32((2 * padding) + 1) - padding;
        var left = random.NextInt32((2 * padding) + 1) - padding;
        image.CopyTo(scratch);
        for (var channel = 0; channel < channels; channel++)
        {
            for (var y = 0; y < height; y++)
            {
                var row = ((channel * height) + Mirror(y + top, height)) * width;
                for (var x = 0; x < width; x++)
                {
                    image[(((channel * height) + y) * width) + x] = scratch[row + Mirror(x + left, width)];
                }
            }
        }
    }

    // … 2 1 0 | 0 1 2 … n-1 | n-1 n-2 …, however far outside.
    private static int Mirror(int place, int size)
    {
        var period = 2 * size;
        place = ((place % period) + period) % period;
        return place < size ? place : period - 1 - place;
    }
}
