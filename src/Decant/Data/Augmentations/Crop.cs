using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// Continues the image as in a mirror by the amount on every side, and cuts an image of the old size out of it at a
/// random place: a shift that brings in the image itself where <see cref="Shift"/> brings in black.
/// </summary>
internal sealed class Crop(double amount) : PictureStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new(
            "crop",
            "pixels",
            0,
            64,
            4,
            "Continues the image as in a mirror by this many pixels on every side and cuts the old size out at a random place."
        )
        {
            Create = amount => new Crop(amount),
        };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        var image = picture.Pixels;
        var scratch = picture.Scratch;
        var (channels, height, width) = (picture.Channels, picture.Height, picture.Width);
        var padding = (int)Amount;
        var top = random.NextInt32((2 * padding) + 1) - padding;
        var left = random.NextInt32((2 * padding) + 1) - padding;
        image.CopyTo(scratch);
        for (var channel = 0; channel < channels; channel++)
        {
            for (var y = 0; y < height; y++)
            {
                var row = ((channel * height) + Movement.Mirror(y + top, height)) * width;
                for (var x = 0; x < width; x++)
                {
                    image[(((channel * height) + y) * width) + x] = scratch[row + Movement.Mirror(x + left, width)];
                }
            }
        }

        picture.MoveTruth(new Movement(1, 0, left, 0, 1, top) { Mirrors = true });
    }
}
