using Decant.Data;
using Decant.Data.Digits;

namespace Decant.Tests.Data.Digits;

public sealed class DigitGeneratorTests
{
    private const int Area = DigitGenerator.Size * DigitGenerator.Size;

    [Fact]
    public void An_image_can_be_drawn_alone_and_is_the_same_as_in_the_whole_set()
    {
        var all = DigitImages.Draw(5, "train", 50, 0.5);
        var alone = new byte[Area];
        var facts = new DigitGenerator(5, "train", 0.5).Draw(37, alone);
        Assert.Equal(all.Pixels(37).ToArray(), alone);
        Assert.Equal(all.Label(37), facts.Digit);
    }

    [Fact]
    public void Seed_part_and_difficulty_each_change_the_images_and_nothing_else_does()
    {
        var fingerprint = DigitImages.Draw(5, "train", 20, 0.5).Fingerprint;
        Assert.Equal(fingerprint, DigitImages.Draw(5, "train", 20, 0.5).Fingerprint);
        Assert.NotEqual(fingerprint, DigitImages.Draw(6, "train", 20, 0.5).Fingerprint);
        Assert.NotEqual(fingerprint, DigitImages.Draw(5, "test", 20, 0.5).Fingerprint);
        Assert.NotEqual(fingerprint, DigitImages.Draw(5, "train", 20, 0.6).Fingerprint);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Every_digit_is_equally_frequent_and_every_image_has_ink(double difficulty)
    {
        var data = DigitImages.Draw(1, "train", 1000, difficulty);
        Assert.All(data.CountClasses(), count => Assert.Equal(100, count));
        for (var i = 0; i < data.Count; i++)
        {
            Assert.InRange(data.Pixels(i).ToArray().Count(pixel => pixel > 60), 10, Area / 2);
        }
    }

    [Fact]
    public void The_centre_of_ink_leans_as_the_slant_says()
    {
        // Ones in copybook writing are nearly straight: the slope of a line through their ink is the tangent of the slant.
        var data = DigitImages.Draw(3, "train", 2000, 0);
        var (known, measured) = (new List<double>(), new List<double>());
        for (var i = 1; i < data.Count; i += 10)
        {
            known.Add(Target(data, "slant", i)[0]);
            measured.Add(MeasureSlant(data.Pixels(i)));
        }

        Assert.InRange(Correlation(known, measured), 0.75, 1);
    }

    [Fact]
    public void Thicker_lines_leave_more_ink()
    {
        var data = DigitImages.Draw(3, "train", 2000, 0.2);
        var (known, measured) = (new List<double>(), new List<double>());
        for (var i = 0; i < data.Count; i += 10)
        {
            known.Add(Target(data, "thickness", i)[0]);
            measured.Add(data.Pixels(i).ToArray().Sum(pixel => pixel / 255.0));
        }

        Assert.InRange(Correlation(known, measured), 0.75, 1);
    }

    [Fact]
    public void Strokes_are_named_and_fit_the_digit()
    {
        var data = DigitImages.Draw(3, "train", 300, 0.5);
        var strokes = data.TargetSets.Single(set => set.Name == "strokes");
        Assert.Equal(TargetKind.Labels, strokes.Kind);
        Assert.Equal(["loop", "stem", "bar", "diagonal", "bowl", "cup"], strokes.Columns);
        for (var i = 0; i < data.Count; i++)
        {
            var present = Target(data, "strokes", i);
            Assert.All(present, value => Assert.True(value is 0 or 1));
            Assert.Equal(data.Label(i) is 0 or 8, present is [1, 0, 0, 0, 0, 0]);
            Assert.True(data.Label(i) != 1 || (present[0] == 0 && present[1] == 1));
        }
    }

    [Fact]
    public void A_mask_says_of_every_pixel_which_stroke_it_belongs_to()
    {
        var data = DigitImages.Draw(4, "train", 200, 0);
        var (mask, seen, known) = (new long[Area], 0, 0);
        var field = data.Schema["mask"];
        Assert.Equal(["paper", "loop", "stem", "bar", "diagonal", "bowl", "cup"], field.Names);
        for (var i = 0; i < data.Count; i++)
        {
            data.Read<long>(field, i, mask);
            var pixels = data.Pixels(i);
            var strokes = Target(data, "strokes", i);
            for (var place = 0; place < Area; place++)
            {
                // Copybook writing has no strikes, and a grain of at most 2 %.
                Assert.True(
                    mask[place] switch
                    {
                        > 0 => pixels[place] > 110,
                        0 => pixels[place] < 80,
                        _ => pixels[place] is > 45 and < 145,
                    },
                    $"image {i}, pixel {place}: {pixels[place]} and {mask[place]}"
                );
                Assert.True(mask[place] < 1 || strokes[mask[place] - 1] == 1);
            }

            for (var kind = 0; kind < strokes.Length; kind++)
            {
                known += (int)strokes[kind];
                seen += mask.Contains(kind + 1) ? 1 : 0;
            }
        }

        Assert.Equal(known, seen);
    }

    [Fact]
    public void A_stroke_of_two_kinds_begins_as_the_first_and_ends_as_the_second()
    {
        // The five of one stroke: a cup above, a bowl below.
        var data = DigitImages.Draw(4, "train", 600, 0);
        var (mask, found) = (new long[Area], 0);
        for (var i = 5; i < data.Count; i += 10)
        {
            data.Read<long>(data.Schema["mask"], i, mask);
            int[] cup = [.. Enumerable.Range(0, Area).Where(place => mask[place] == 6)],
                bowl = [.. Enumerable.Range(0, Area).Where(place => mask[place] == 5)];
            if (cup.Length > 0)
            {
                found++;
                Assert.True(cup.Average(place => place / DigitGenerator.Size) < bowl.Average(place => place / DigitGenerator.Size));
            }
        }

        Assert.InRange(found, 10, 40);
    }

    private static float[] Target(Dataset data, string name, int index)
    {
        var set = data.TargetSets.Single(set => set.Name == name);
        var values = new float[set.Columns.Count];
        data.ReadTargets(set, index, values);
        return values;
    }

    private static double MeasureSlant(ReadOnlySpan<byte> pixels)
    {
        double ink = 0,
            x = 0,
            y = 0,
            xy = 0,
            yy = 0;
        for (var i = 0; i < Area; i++)
        {
            double weight = pixels[i] > 100 ? pixels[i] : 0;
            var (column, row) = (i % DigitGenerator.Size, i / DigitGenerator.Size);
            (ink, x, y, xy, yy) = (
                ink + weight,
                x + (weight * column),
                y + (weight * row),
                xy + (weight * column * row),
                yy + (weight * row * row)
            );
        }

        return -Math.Atan2((xy / ink) - (x / ink * y / ink), (yy / ink) - (y / ink * y / ink)) * 180 / Math.PI;
    }

    private static double Correlation(List<double> left, List<double> right)
    {
        var (meanLeft, meanRight) = (left.Average(), right.Average());
        var covariance = left.Zip(right, (a, b) => (a - meanLeft) * (b - meanRight)).Sum();
        return covariance / Math.Sqrt(left.Sum(a => (a - meanLeft) * (a - meanLeft)) * right.Sum(b => (b - meanRight) * (b - meanRight)));
    }
}
