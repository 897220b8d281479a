using Decant.Data.Augmentations;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine;

namespace Decant.Tests.Data.Augmentations;

public sealed class AugmentationTests
{
    private const int Side = 9;
    private static readonly int[] s_shape = [2, Side, Side];

    [Fact]
    public void Seed_sample_and_view_decide_the_pixels_and_nothing_else_does()
    {
        var augmentation = From(
            ("rotate", 20),
            ("shift", 2),
            ("crop", 2),
            ("flip", 0.5),
            ("brightness", 0.3),
            ("noise", 0.1),
            ("erase", 0.5)
        );
        var expected = View(augmentation, 1, 2, 3);
        View(augmentation, 1, 2, 4);
        Assert.Equal(expected, View(augmentation, 1, 2, 3));
        Assert.NotEqual(expected, View(augmentation, 2, 2, 3));
        Assert.NotEqual(expected, View(augmentation, 1, 3, 3));
        Assert.NotEqual(expected, View(augmentation, 1, 2, 4));
        Assert.All(expected, pixel => Assert.InRange(pixel, 0, 1));
    }

    [Fact]
    public void Shifts_reach_every_distance_equally_often_and_bring_in_black()
    {
        var augmentation = From(("shift", 1));
        var counts = new Dictionary<(int, int), int>();
        for (var view = 0; view < 900; view++)
        {
            var shifted = View(augmentation, 1, 0, view);
            var found = Distances(1).Where(d => Moved(d.Down, d.Right, inside: null).SequenceEqual(shifted)).ToList();
            var distance = Assert.Single(found);
            counts[distance] = counts.GetValueOrDefault(distance) + 1;
        }

        Assert.Equal(9, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 60, 140)); // 100 expected, deviation 9.4
    }

    [Fact]
    public void A_crop_is_a_shift_that_brings_in_the_mirror_image()
    {
        var augmentation = From(("crop", 2));
        var seen = new HashSet<(int, int)>();
        for (var view = 0; view < 300; view++)
        {
            var cropped = View(augmentation, 1, 0, view);
            seen.Add(Assert.Single(Distances(2), d => Moved(d.Down, d.Right, inside: place => place < 0 ? -1 - place
                            : place >= Side ? (2 * Side) - 1 - place
                            : place)
                        .SequenceEqual(cropped)));
        }

        Assert.Equal(25, seen.Count);
    }

    [Fact]
    public void A_crop_wider_than_the_image_still_finds_its_pixels()
    {
        var image = Enumerable.Range(0, 4).Select(i => i / 10f).ToArray();
        Change(From(("crop", 64)), 1, 0, 0, image, [1, 2, 2]);
        Assert.Equal(image.Distinct().Count(), image.Distinct().Intersect([0f, 0.1f, 0.2f, 0.3f]).Count());
    }

    [Fact]
    public void A_flip_swaps_left_and_right_in_its_share_of_views()
    {
        var augmentation = From(("flip", 0.25));
        var original = Original();
        var mirrored = original.Chunk(Side).SelectMany(row => row.Reverse()).ToArray();
        var flipped = Enumerable
            .Range(0, 1000)
            .Count(view =>
            {
                var image = View(augmentation, 1, 0, view);
                var isFlipped = image.SequenceEqual(mirrored);
                Assert.True(isFlipped || image.SequenceEqual(original));
                return isFlipped;
            });
        Assert.InRange(flipped, 200, 300); // 250 expected, deviation 13.7
    }

    [Fact]
    public void A_rotation_keeps_the_centre_and_turns_the_rest_by_at_most_its_angle()
    {
        var augmentation = From(("rotate", 30));
        var angles = new List<double>();
        for (var view = 0; view < 200; view++)
        {
            // One bright pixel to the right of the centre: where its light lies afterwards gives the angle.
            var image = new float[Side * Side];
            image[(4 * Side) + 7] = 1;
            image[(4 * Side) + 4] = 0.5f;
            Change(augmentation, 1, 0, view, image, [1, Side, Side]);
            Assert.Equal(0.5f, image[(4 * Side) + 4], 1e-6f);
            double x = 0,
                y = 0;
            for (var i = 0; i < image.Length; i++)
            {
                (x, y) = i == (4 * Side) + 4 ? (x, y) : (x + (image[i] * ((i % Side) - 4)), y + (image[i] * ((i / Side) - 4)));
            }

            angles.Add(Math.Atan2(y, x) * 180 / Math.PI);
        }

        Assert.All(angles, angle => Assert.InRange(angle, -32, 32));
        Assert.True(angles.Min() < -20 && angles.Max() > 20);
    }

    [Fact]
    public void A_rotation_interpolates_between_the_four_neighbours()
    {
        // The same interpolation written as a sum over all pixels, each weighted by its nearness.
        var augmentation = From(("rotate", 180));
        var image = View(augmentation, 5, 6, 7);
        var random = new Decant.Engine.Randomness.RandomStream(5, "augmentation").At(6, 7);
        var angle = random.NextDouble(-180, 180) * Math.PI / 180;
        var original = Original();
        for (var i = 0; i < image.Length; i++)
        {
            var (plane, y, x) = (i / (Side * Side), (i / Side % Side) - 4.0, (i % Side) - 4.0);
            var (fromX, fromY) = (4 + (x * Math.Cos(angle)) + (y * Math.Sin(angle)), 4 - (x * Math.Sin(angle)) + (y * Math.Cos(angle)));
            var sum = 0.0;
            for (var row = 0; row < Side; row++)
            {
                for (var column = 0; column < Side; column++)
                {
                    sum +=
                        Math.Max(0, 1 - Math.Abs(fromX - column))
                        * Math.Max(0, 1 - Math.Abs(fromY - row))
                        * original[(((plane * Side) + row) * Side) + column];
                }
            }

            Assert.Equal(sum, image[i], 1e-5);
        }
    }

    [Fact]
    public void Brightness_multiplies_all_pixels_by_one_factor_in_its_range()
    {
        var augmentation = From(("brightness", 0.2));
        var original = Original();
        for (var view = 0; view < 100; view++)
        {
            var image = View(augmentation, 1, 0, view);
            var factor = image[40] / original[40];
            Assert.InRange(factor, 0.7999f, 1.2001f);
            Assert.All(image.Zip(original), pair => Assert.Equal(Math.Min(1, pair.Second * factor), pair.First, 1e-5));
        }
    }

    [Fact]
    public void Noise_has_the_asked_deviation_and_no_bias()
    {
        var image = Enumerable.Repeat(0.5f, 10001).ToArray();
        Change(From(("noise", 0.1)), 1, 0, 0, image, [1, 1, 10001]);
        var mean = image.Average();
        Assert.Equal(0.5, mean, 0.005);
        Assert.Equal(0.1, Math.Sqrt(image.Average(value => (value - mean) * (value - mean))), 0.005);
    }

    [Fact]
    public void Erasing_fills_one_rectangle_of_2_to_33_percent()
    {
        var augmentation = From(("erase", 1));
        const int side = 30;
        for (var view = 0; view < 100; view++)
        {
            var image = Enumerable.Repeat(2f, side * side).ToArray(); // no random pixel is 2
            Change(augmentation, 1, 0, view, image, [1, side, side]);
            var erased = Enumerable.Range(0, image.Length).Where(i => image[i] != 2).ToList();
            var (top, bottom) = (erased.Min(i => i / side), erased.Max(i => i / side));
            var (left, right) = (erased.Min(i => i % side), erased.Max(i => i % side));
            Assert.Equal((bottom - top + 1) * (right - left + 1), erased.Count);
            Assert.InRange(erased.Count, 0.015 * image.Length, 0.36 * image.Length); // sides are rounded to whole pixels
        }
    }

    [Fact]
    public void Unknown_names_and_amounts_out_of_range_are_reported_together()
    {
        var exception = Assert.Throws<DecantException>(() => From(("shfit", 2), ("flip", 50), ("shift", 1.5), ("noise", double.NaN)));
        Assert.Equal(
            [
                "augment: unknown augmentation 'shfit'; nearest: 'shift'; known: rotate, scale, shift, crop, flip, brightness, colour, noise, erase, "
                    + "swap-words, drop-words, mask-words, n-grams.",
                "augment.flip: expected 0 to 1 probability, received 50. 0.5 is usual.",
                "augment.shift: expected 0 to 64 whole pixels, received 1.5. 2 is usual.",
                "augment.noise: expected 0 to 1 standard deviation, received NaN. 0.05 is usual.",
            ],
            exception.Message.Split(Environment.NewLine)
        );
    }

    [Fact]
    public void Amounts_of_zero_are_no_augmentation_and_the_description_follows_the_order_of_application()
    {
        Assert.Null(Augmentation.From(new Dictionary<string, double> { ["shift"] = 0 }));
        Assert.Equal("rotate 5, shift 2", From(("shift", 2), ("rotate", 5)).Description);
    }

    [Fact]
    public void Tables_cannot_be_augmented()
    {
        var table = new Decant.Data.MemoryTable("rows", ["x", "y"], [1, 2, 3, 4], [0, 1], ["a", "b"]);
        var exception = Assert.Throws<DecantException>(() =>
            new BatchStream(table, new BatchOptions { Size = 1, Augmentation = From(("shift", 2)) })
        );
        Assert.Equal(
            "augment: 'rows' has samples of shape [2], and shift 2 is for images [C, H, W]. Leave augment out.",
            exception.Message
        );
    }

    private static Augmentation From(params (string Name, double Amount)[] amounts) =>
        Augmentation.From(amounts.ToDictionary(pair => pair.Name, pair => pair.Amount))!;

    private static float[] Original() => [.. Enumerable.Range(0, 2 * Side * Side).Select(i => (i + 1) / 200f)];

    private static float[] View(Augmentation augmentation, ulong seed, int sample, int view)
    {
        var image = Original();
        Change(augmentation, seed, sample, view, image, s_shape);
        return image;
    }

    private static IEnumerable<(int Down, int Right)> Distances(int reach) =>
        from down in Enumerable.Range(-reach, (2 * reach) + 1)
        from right in Enumerable.Range(-reach, (2 * reach) + 1)
        select (down, right);

    private static float[] Moved(int down, int right, Func<int, int>? inside)
    {
        var original = Original();
        return
        [
            .. Enumerable
                .Range(0, original.Length)
                .Select(i =>
                {
                    var (plane, y, x) = (i / (Side * Side), (i / Side % Side) - down, (i % Side) - right);
                    (y, x) = inside is null ? (y, x) : (inside(y), inside(x));
                    return y is < 0 or >= Side || x is < 0 or >= Side ? 0 : original[(((plane * Side) + y) * Side) + x];
                }),
        ];
    }

    private static void Change(Augmentation augmentation, ulong seed, int sample, int view, float[] image, int[] shape)
    {
        using var whole = new Sample(Field.Image(shape[0], shape[1], shape[2]));
        image.CopyTo(whole.Numbers<float>(Field.ImageName));
        augmentation.Apply(seed, sample, view, whole);
        whole.Numbers<float>(Field.ImageName).CopyTo(image);
    }
}
