using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Moves the image by whole pixels, up to the amount in each direction; what comes in is 0.</summary>
internal sealed class Shift(double amount) : PictureStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new("shift", "pixels", 0, 64, 2, "Moves the image by up to this many pixels in each direction; black comes in.")
        {
            Create = amount => new Shift(amount),
        };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        var image = picture.Pixels;
        var scratch = picture.Scratch;
        var (channels, height, width) = (picture.Channels, picture.Height, picture.Width);
        var reach = (int)Amount;
        var down = random.NextInt32((2 * reach) + 1) - reach;
        var right = random.NextInt32((2 * reach) + 1) - reach;
        picture.MoveTruth(new Movement(1, 0, -right, 0, 1, -down));
        image.CopyTo(scratch);
        image.Clear();
        var copied = width - Math.Abs(right);
        if (copied <= 0)
        {
            return;
        }

        for (var row = 0; row < channels * height; row++)
        {
            var y = (row % height) - down;
            if (y >= 0 && y < height)
            {
                scratch.Slice(((row - down) * width) + Math.Max(0, -right), copied).CopyTo(image[((row * width) + Math.Max(0, right))..]);
            }
        }
    }
}
