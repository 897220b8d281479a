using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// Enlarges the image about a random place, or makes it smaller, by a factor from 1/(1 + amount) to 1 + amount, with bilinear
/// interpolation; black comes in around a smaller one.
/// </summary>
internal sealed class Scale(double amount) : PictureStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new(
            "scale",
            "fraction",
            0,
            1,
            0.3,
            "Enlarges the image about a random place, or makes it smaller, by a factor of up to 1 and this fraction; black comes in."
        )
        {
            Create = amount => new Scale(amount),
        };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        var image = picture.Pixels;
        var scratch = picture.Scratch;
        var (channels, height, width) = (picture.Channels, picture.Height, picture.Width);
        // Equal factors up and down are equally likely.
        var step = Math.Pow(1 + Amount, random.NextDouble(-1, 1));
        var (left, top) = ((width - (width * step)) * random.NextDouble(), (height - (height * step)) * random.NextDouble());
        // Centres of pixels lie a half after their numbers.
        var (startX, startY) = (left + (step / 2) - 0.5, top + (step / 2) - 0.5);
        image.CopyTo(scratch);
        for (var channel = 0; channel < channels; channel++)
        {
            var plane = scratch.Slice(channel * height * width, height * width);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    image[(((channel * height) + y) * width) + x] = picture.Between(plane, (step * x) + startX, (step * y) + startY);
                }
            }
        }

        picture.MoveTruth(new Movement(step, 0, startX, 0, step, startY));
    }
}
