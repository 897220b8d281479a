using Decant.Engine.Randomness;

namespace Decant.Data.Augmentations;

/// <summary>
/// Changes contrast and saturation by factors between 1 - amount and 1 + amount, and turns the hue by up to that share of half a circle:
/// (I, Q) of the colour space YIQ is scaled and turned, Y is stretched about its mean. Of a grey image only the contrast changes.
/// </summary>
internal sealed class Colour(double amount) : PictureStep(amount)
{
    // Small hues are what light does to things.
    private const double ShareOfHue = 0.25;

    public static AugmentationKind Kind { get; } =
        new("colour", "fraction", 0, 1, 0.3, "Changes contrast and saturation by up to this fraction, and the hue a little.")
        {
            Create = amount => new Colour(amount),
        };

    public override void Apply(ref RandomStream random, in AugmentedPicture picture)
    {
        var contrast = (float)random.NextDouble(1 - Amount, 1 + Amount);
        var saturation = (float)random.NextDouble(1 - Amount, 1 + Amount);
        var (sine, cosine) = MathF.SinCos((float)(ShareOfHue * Math.PI * random.NextDouble(-Amount, Amount)));
        var pixels = picture.Pixels;
        var size = picture.Height * picture.Width;
        if (picture.Channels != 3)
        {
            var mean = Mean(pixels);
            foreach (ref var pixel in pixels)
            {
                pixel = Math.Clamp(mean + (contrast * (pixel - mean)), 0, 1);
            }

            return;
        }

        var red = pixels[..size];
        var green = pixels.Slice(size, size);
        var blue = pixels.Slice(2 * size, size);
        var brightness = (0.299f * Mean(red)) + (0.587f * Mean(green)) + (0.114f * Mean(blue));
        for (var place = 0; place < size; place++)
        {
            var (r, g, b) = (red[place], green[place], blue[place]);
            var y = (0.299f * r) + (0.587f * g) + (0.114f * b);
            var i = (0.596f * r) - (0.274f * g) - (0.322f * b);
            var q = (0.211f * r) - (0.523f * g) + (0.312f * b);
            y = brightness + (contrast * (y - brightness));
            (i, q) = (saturation * ((cosine * i) - (sine * q)), saturation * ((sine * i) + (cosine * q)));
            red[place] = Math.Clamp(y + (0.956f * i) + (0.621f * q), 0, 1);
            green[place] = Math.Clamp(y - (0.272f * i) - (0.647f * q), 0, 1);
            blue[place] = Math.Clamp(y - (1.106f * i) + (1.703f * q), 0, 1);
        }
    }

    private static float Mean(ReadOnlySpan<float> plane)
    {
        var sum = 0.0;
        foreach (var pixel in plane)
        {
            sum += pixel;
        }

        return (float)(sum / plane.Length);
    }
}
