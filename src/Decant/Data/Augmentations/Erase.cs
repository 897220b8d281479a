using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// Fills a random rectangle with random pixels. Zhong et al., "Random Erasing Data Augmentation", AAAI 2020,
/// arXiv:1708.04896; area 2 to 33 % of the image, sides 0.3 to 3.3 to one, random values per pixel.
/// </summary>
internal sealed class Erase(double amount) : PictureStep(amount)
{
    private const double SmallestArea = 0.02,
        LargestArea = 0.33,
        FlattestSides = 0.3;
    private const int Tries = 10;

    public static AugmentationKind Kind { get; } =
        new("erase", "probability", 0, 1, 0.25, "Fills a rectangle of 2 to 33 % of the image with random pixels, with this probability.")
        {
            Create = amount => new Erase(amount),
        };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        var image = picture.Pixels;
        var (channels, height, width) = (picture.Channels, picture.Height, picture.Width);
        if (random.NextSingle() >= Amount)
        {
            return;
        }

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var area = random.NextDouble(SmallestArea, LargestArea) * height * width;
            var sides = Math.Exp(random.NextDouble(Math.Log(FlattestSides), -Math.Log(FlattestSides)));
            var (rows, columns) = ((int)Math.Round(Math.Sqrt(area * sides)), (int)Math.Round(Math.Sqrt(area / sides)));
            if (rows < 1 || columns < 1 || rows > height || columns > width)
            {
                continue;
            }

            var (top, left) = (random.NextInt32(height - rows + 1), random.NextInt32(width - columns + 1));
            for (var row = 0; row < channels * rows; row++)
            {
                var start = ((((row / rows) * height) + top + (row % rows)) * width) + left;
                foreach (ref var pixel in image.Slice(start, columns))
                {
                    pixel = random.NextSingle();
                }
            }

            return;
        }
    }
}
