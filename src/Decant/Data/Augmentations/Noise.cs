using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>Adds to every pixel a number of the normal distribution; the result stays between 0 and 1.</summary>
internal sealed class Noise(double amount) : PictureStep(amount)
{
    public static AugmentationKind Kind { get; } =
        new(
            "noise",
            "standard deviation",
            0,
            1,
            0.05,
            "Adds normal noise of this standard deviation to every pixel; pixels lie between 0 and 1."
        )
        {
            Create = amount => new Noise(amount),
        };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        var image = picture.Pixels;
        for (var i = 0; i < image.Length; i += 2)
        {
            // Box and Muller 1958: two numbers at a time, because there are many.
            var radius = (float)Amount * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle()));
            var (sine, cosine) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
            image[i] = Math.Clamp(image[i] + (radius * cosine), 0, 1);
            if (i + 1 < image.Length)
            {
                image[i + 1] = Math.Clamp(image[i + 1] + (radius * sine), 0, 1);
            }
        }
    }
}
