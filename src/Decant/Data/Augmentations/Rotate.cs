using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Turns the image about its centre by up to the amount in each direction, with bilinear interpolation; black comes in.</summary>
internal sealed class Rotate(double amount) : PictureStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new("rotate", "degrees", 0, 180, 10, "Turns the image about its centre by up to this angle in each direction; black comes in.")
        {
            Create = amount => new Rotate(amount),
        };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        var image = picture.Pixels;
        var scratch = picture.Scratch;
        var (channels, height, width) = (picture.Channels, picture.Height, picture.Width);
        var (sine, cosine) = Math.SinCos(random.NextDouble(-Amount, Amount) * Math.PI / 180);
        var (centreX, centreY) = ((width - 1) / 2.0, (height - 1) / 2.0);
        image.CopyTo(scratch);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                // Where the pixel comes from: the opposite turn.
                var sourceX = centreX + (cosine * (x - centreX)) + (sine * (y - centreY));
                var sourceY = centreY - (sine * (x - centreX)) + (cosine * (y - centreY));
                for (var channel = 0; channel < channels; channel++)
                {
                    var plane = scratch.Slice(channel * height * width, height * width);
                    image[(((channel * height) + y) * width) + x] = picture.Between(plane, sourceX, sourceY);
                }
            }
        }

        picture.MoveTruth(
            new Movement(
                cosine,
                sine,
                centreX - (cosine * centreX) - (sine * centreY),
                -sine,
                cosine,
                centreY + (sine * centreX) - (cosine * centreY)
            )
        );
    }
}
