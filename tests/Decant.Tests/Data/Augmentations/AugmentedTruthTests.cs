using Decant.Data.Augmentations;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Tests.Data.Augmentations;

public sealed class AugmentedTruthTests
{
    private const int Height = 7,
        Width = 9;

    private static readonly Field s_classes = new("box classes", ElementType.Int64, [FieldSize.UpTo("B", 3)], FieldRole.Truth);
    private static readonly Field[] s_fields =
    [
        Field.Image(2, Height, Width),
        Field.Mask("mask", Height, Width, []),
        Field.Boxes("boxes", 3),
        s_classes,
    ];

    // Whole pixels move: the mask of a picture that is its own mask stays its mask, and what comes in is black and not counted.
    [Theory]
    [InlineData("shift", 3)]
    [InlineData("flip", 0.5)]
    [InlineData("crop", 4)]
    public void A_mask_moves_with_its_image(string kind, double amount)
    {
        var augmentation = Augmentation.From(new Dictionary<string, double> { [kind] = amount, ["brightness"] = 0 });
        using var sample = new Sample(s_fields);
        for (var view = 0; view < 60; view++)
        {
            Fill(sample);
            augmentation?.Apply(5, 1, view, sample);
            var (pixels, mask) = (sample.Numbers<float>(Field.ImageName).ToArray(), sample.Numbers<long>("mask").ToArray());
            for (var i = 0; i < mask.Length; i++)
            {
                Assert.Equal(pixels[i] == 0 ? -1 : (long)MathF.Round(pixels[i] * 1000), mask[i]);
                Assert.Equal(pixels[i], pixels[mask.Length + i]);
            }
        }
    }

    // By half turns and none, pixels fall on pixels; the formula of a turn by 180° needs no interpolation.
    [Fact]
    public void A_turned_mask_takes_the_nearest_pixel()
    {
        using var sample = new Sample(s_fields);
        var augmentation = Augmentation.From(new Dictionary<string, double> { ["rotate"] = 30 })!;
        for (var view = 0; view < 60; view++)
        {
            // A half plane: the turned picture says by its grey how far a pixel lies from the edge.
            var pixels = Fresh(sample);
            var mask = sample.Numbers<long>("mask");
            for (var i = 0; i < mask.Length; i++)
            {
                mask[i] = i % Width < 4 ? 0 : 1;
                pixels[i] = mask[i];
            }

            augmentation.Apply(5, 1, view, sample);
            for (var i = 0; i < mask.Length; i++)
            {
                var isInside = mask[i] >= 0 && i / Width is > 1 and < Height - 2 && i % Width is > 2 and < Width - 3;
                Assert.True(
                    !isInside || pixels[i] is > 0.3f and < 0.7f || mask[i] == (pixels[i] > 0.5f ? 1 : 0),
                    $"view {view}, pixel {i}: {pixels[i]} and {mask[i]}"
                );
            }

            Assert.InRange(mask.ToArray().Count(pixel => pixel == -1), 0, 25);
        }
    }

    [Theory]
    [InlineData("shift", 4)]
    [InlineData("flip", 0.5)]
    [InlineData("rotate", 25)]
    public void A_box_around_the_only_lit_pixel_stays_around_it(string kind, double amount)
    {
        var augmentation = Augmentation.From(new Dictionary<string, double> { [kind] = amount })!;
        using var sample = new Sample(s_fields);
        var gone = 0;
        for (var view = 0; view < 100; view++)
        {
            var (x, y) = (view % Width, view % Height);
            Fresh(sample)[(y * Width) + x] = 1;
            float[] box = [x, y, x + 1, y + 1];
            box.CopyTo(sample.Numbers<float>("boxes", 1));
            sample.Numbers<long>("box classes", 1)[0] = 42;
            augmentation.Apply(9, 3, view, sample);
            var lit = sample.Numbers<float>(Field.ImageName)[..(Height * Width)].ToArray();
            Assert.Equal(sample.Length("B"), sample.Numbers<long>("box classes").Length);
            if (sample.Length("B") == 0)
            {
                gone++;
                Assert.All(lit, pixel => Assert.InRange(pixel, 0, 0.3f)); // a turned pixel may leave a trace at the border
                continue;
            }

            Assert.Equal(42, sample.Numbers<long>("box classes")[0]);
            var moved = sample.Numbers<float>("boxes");
            Assert.True(moved[0] >= 0 && moved[1] >= 0 && moved[2] <= Width && moved[3] <= Height);
            var brightest = Array.IndexOf(lit, lit.Max());
            var isClipped = kind == "rotate" && (moved[0] == 0 || moved[1] == 0 || moved[2] == Width || moved[3] == Height);
            Assert.True(
                isClipped
                    || (
                        moved[0] - 0.5f <= brightest % Width
                        && moved[2] + 0.5f >= (brightest % Width) + 1
                        && moved[1] - 0.5f <= brightest / Width
                        && moved[3] + 0.5f >= (brightest / Width) + 1
                    ),
                $"view {view}: {brightest % Width}, {brightest / Width} and {string.Join(' ', moved.ToArray())}"
            );
            if (kind != "rotate")
            {
                Assert.Equal([brightest % Width, brightest / Width, (brightest % Width) + 1, (brightest / Width) + 1], moved.ToArray());
            }
        }

        Assert.True(kind != "shift" || gone > 0);
    }

    // The box is drawn into the mask; what the moved mask shows of it is the moved box, to a pixel.
    [Theory]
    [InlineData("shift", 12)]
    [InlineData("flip", 0.5)]
    [InlineData("scale", 0.6)]
    [InlineData("scale", 1)]
    [InlineData("rotate", 40)]
    public void A_box_is_what_the_moved_mask_shows_of_it(string kind, double amount)
    {
        const int width = 48;
        const int height = 36;
        var augmentation = Augmentation.From(new Dictionary<string, double> { [kind] = amount })!;
        using var sample = new Sample(Field.Image(1, height, width), Field.Mask("mask", height, width, []), Field.Boxes("boxes", 1));
        var random = new RandomStream(3, "boxes");
        var (kept, gone) = (0, 0);
        for (var view = 0; view < 300; view++)
        {
            var (left, top) = (random.NextInt32(width - 8), random.NextInt32(height - 8));
            var (right, bottom) = (left + 8 + random.NextInt32(width - left - 7), top + 8 + random.NextInt32(height - top - 7));
            Fresh(sample);
            var mask = sample.Numbers<long>("mask");
            for (var i = 0; i < mask.Length; i++)
            {
                mask[i] = i % width >= left && i % width < right && i / width >= top && i / width < bottom ? 1 : 0;
            }

            float[] box = [left, top, right, bottom];
            box.CopyTo(sample.Numbers<float>("boxes", 1));
            augmentation.Apply(9, 3, view, sample);
            var shown = Enumerable.Range(0, mask.Length).Where(i => sample.Numbers<long>("mask")[i] == 1).ToArray();
            if (sample.Length("B") == 0)
            {
                // A turned box also surrounds what is not of the thing.
                Assert.True(kind == "rotate" || shown.Length <= 0.36 * (right - left) * (bottom - top) * (1 + amount) * (1 + amount));
                gone++;
                continue;
            }

            kept++;
            var moved = sample.Numbers<float>("boxes").ToArray();
            float[] drawn =
            [
                shown.Min(i => i % width),
                shown.Min(i => i / width),
                shown.Max(i => i % width) + 1,
                shown.Max(i => i / width) + 1,
            ];
            var isCut = moved[0] == 0 || moved[1] == 0 || moved[2] == width || moved[3] == height;
            for (var side = 0; side < 4; side++)
            {
                var outwards = side < 2 ? drawn[side] - moved[side] : moved[side] - drawn[side];
                Assert.True(
                    outwards >= -1.01f && (outwards <= 1.01f || (kind == "rotate" && isCut)),
                    $"view {view}, side {side}: {outwards}"
                );
            }
        }

        Assert.True(kept > 100, $"{kept} boxes are kept, {gone} go");
    }

    [Fact]
    public void Colours_change_and_nothing_moves()
    {
        var augmentation = Augmentation.From(new Dictionary<string, double> { ["colour"] = 0.5 })!;
        using var sample = new Sample(Field.Image(3, 4, 5), Field.Boxes("boxes", 1));
        var pixels = sample.Numbers<float>(Field.ImageName);
        for (var view = 0; view < 50; view++)
        {
            sample.Clear();
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = i % 20 == 7 ? 0.8f : 0.4f;
            }

            float[] box = [1, 1, 3, 3];
            box.CopyTo(sample.Numbers<float>("boxes", 1));
            augmentation.Apply(9, 3, view, sample);

            // Grey stays grey, whatever hue and saturation do; the brighter pixel stays the brighter one.
            Assert.All(pixels.ToArray(), pixel => Assert.InRange(pixel, 0, 1));
            Assert.Equal(pixels[3], pixels[23], 2);
            Assert.Equal(pixels[7], pixels[47], 2);
            Assert.True(pixels[7] > pixels[3]);
            Assert.Equal(box, sample.Numbers<float>("boxes").ToArray());
        }
    }

    [Fact]
    public void Boxes_that_leave_the_picture_go_with_their_classes_and_the_others_are_clipped()
    {
        var augmentation = Augmentation.From(new Dictionary<string, double> { ["shift"] = 64 })!;
        using var sample = new Sample(s_fields);
        var counts = new HashSet<int>();
        for (var view = 0; view < 400; view++)
        {
            Fresh(sample);
            float[] boxes = [0, 0, 2, 2, 3, 1, 6, 5, 7, 5, 9, 7];
            boxes.CopyTo(sample.Numbers<float>("boxes", 3));
            long[] classes = [10, 11, 12];
            classes.CopyTo(sample.Numbers<long>("box classes", 3));
            augmentation.Apply(1, 0, view, sample);
            var left = sample.Numbers<long>("box classes").ToArray();
            counts.Add(left.Length);
            Assert.Equal(left.Order(), left);
            for (var b = 0; b < left.Length; b++)
            {
                var box = sample.Numbers<float>("boxes").Slice(4 * b, 4);
                Assert.True(box[0] < box[2] && box[1] < box[3] && box[0] >= 0 && box[2] <= Width && box[1] >= 0 && box[3] <= Height);
                var own = boxes.AsSpan((int)(left[b] - 10) * 4, 4);
                Assert.True(box[2] - box[0] <= own[2] - own[0] && box[3] - box[1] <= own[3] - own[1]);
            }
        }

        Assert.Superset(new HashSet<int> { 0, 1 }, counts);
    }

    [Fact]
    public void A_mask_of_another_size_than_its_image_is_refused()
    {
        var digits = Decant.Data.Digits.DigitImages.Draw(1, "train", 10, 0.5);
        var augmentation = Augmentation.From(new Dictionary<string, double> { ["flip"] = 1 });
        using var fits = new BatchStream(
            digits,
            new BatchOptions
            {
                Size = 4,
                Augmentation = augmentation,
                Fields = ["mask"],
            }
        );
        var other = new MemoryImagesWithMask(Field.Mask("mask", 3, 3, []));
        Assert.Contains(
            "A mask moves with its image",
            Assert
                .Throws<DecantException>(() => new BatchStream(other, new BatchOptions { Size = 1, Augmentation = augmentation }))
                .Message,
            StringComparison.Ordinal
        );
    }

    // Every pixel of both channels and of the mask says where it was.
    private static void Fill(Sample sample)
    {
        var pixels = Fresh(sample);
        var mask = sample.Numbers<long>("mask");
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = ((i % mask.Length) + 1) / 1000f;
            mask[i % mask.Length] = (i % mask.Length) + 1;
        }
    }

    private static Span<float> Fresh(Sample sample)
    {
        sample.Clear();
        sample.SetUnknown("boxes");
        var pixels = sample.Numbers<float>(Field.ImageName);
        pixels.Clear();
        sample.Clear();
        return pixels;
    }

    private sealed class MemoryImagesWithMask(Field mask) : Decant.Data.Dataset("odd", new Schema(Field.Image(1, 2, 2), mask))
    {
        public override int Count => 1;

        public override void Read(int index, Sample sample) { }

        protected override string ComputeFingerprint() => "";
    }
}
