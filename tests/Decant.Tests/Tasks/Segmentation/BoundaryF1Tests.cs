using Decant.Data.Fields;
using Decant.Engine.Randomness;
using Decant.Tasks.Segmentation;

namespace Decant.Tests.Tasks.Segmentation;

public class BoundaryF1Tests
{
    [Fact]
    public void A_straight_border_that_is_off_by_less_than_the_tolerance_is_met()
    {
        // The diagonal of 200×200 pixels is 282.8, so borders may be off by 2.12 pixels.
        Assert.Equal(1, Halves(shift: 2), 1e-12);
        Assert.Equal(0, Halves(shift: 4), 1e-12);

        // One column of two misses: class 0 ends at 99 and 102, 3 apart; class 1 begins at 100 and 103, too.
        Assert.Equal(0, Halves(shift: 3), 1e-12);
    }

    [Fact]
    public void Half_a_border_is_a_half()
    {
        // Of the true border between halves, the answer has the upper half; below it says the first class everywhere.
        const int size = 100;
        long[] truth = [.. from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) select x < 50 ? 0L : 1];
        int[] answers = [.. from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) select y < 50 && x >= 50 ? 1 : 0];
        var metric = new BoundaryF1(2, size, size);
        metric.Add(truth, answers);

        // θ = 1.06: class 1 is answered on column 50 (rows 0 to 49) and on the lower edge, row 49, columns 50 to 99: 99 pixels, of which
        // those of column 50 and its neighbour in row 49 are within θ of the true column 50; of the 100 true ones 51 are found.
        var (precision, recall) = (51 / 99.0, 51 / 100.0);
        Assert.Equal(2 * precision * recall / (precision + recall), metric.Of(1)!.Value, 1e-12);
    }

    [Fact]
    public void Random_pictures_give_what_plain_loops_give()
    {
        var random = new RandomStream(7, "boundaries");
        for (var round = 0; round < 200; round++)
        {
            var (height, width, classes) = (1 + random.NextInt32(159), 1 + random.NextInt32(199), 2 + random.NextInt32(3));
            if (round % 4 != 0)
            {
                (height, width) = (1 + random.NextInt32(11), 1 + random.NextInt32(11));
            }

            var images = Several(ref random, 1 + random.NextInt32(3), height, width, classes);
            var metric = new BoundaryF1(classes, height, width);
            foreach (var (truth, answers) in images)
            {
                metric.Add(truth, answers);
            }

            var expected = Plain(images, height, width, classes);
            Assert.Equal(expected.Count(c => c is not null), Enumerable.Range(0, classes).Count(c => metric.Of(c) is not null));
            Assert.All(Enumerable.Range(0, classes), c => Assert.Equal(expected[c] ?? -1, metric.Of(c) ?? -1, 1e-9));
            Assert.Equal(expected.OfType<double>().DefaultIfEmpty(0).Average(), metric.Value, 1e-9);
        }
    }

    [Fact]
    public void Random_masks_give_the_intersection_over_union_and_accuracy_of_plain_loops()
    {
        var random = new RandomStream(8, "masks");
        for (var round = 0; round < 200; round++)
        {
            var (height, width, classes) = (1 + random.NextInt32(11), 1 + random.NextInt32(11), 2 + random.NextInt32(3));
            var images = Several(ref random, 3, height, width, classes);
            if (images.All(image => image.Truth.All(c => c < 0)))
            {
                continue;
            }

            var metrics = new SegmentationMetrics(
                Field.Mask("mask", height, width, [.. Enumerable.Range(0, classes).Select(c => $"c{c}")]),
                images.Length
            );
            foreach (var (truth, answers) in images)
            {
                float[] logits = [.. from c in Enumerable.Range(0, classes) from answer in answers select answer == c ? 2f : 0f];
                metrics.Add(logits, truth, new float[height * width]);
            }

            var pixels = images
                .SelectMany(image => image.Truth.Zip(image.Answers, (truth, answer) => (Truth: (int)truth, Answer: answer)))
                .Where(pixel => pixel.Truth >= 0)
                .ToArray();
            var shares = new List<double>();
            for (var c = 0; c < classes; c++)
            {
                double both = pixels.Count(pixel => pixel.Truth == c && pixel.Answer == c);
                double either = pixels.Count(pixel => pixel.Truth == c || pixel.Answer == c);
                if (either > 0)
                {
                    shares.Add(both / either);
                }
            }

            var result = metrics.Result();
            Assert.Equal(shares.Average(), result.Metric("meanIntersectionOverUnion")!.Value, 1e-9);
            Assert.Equal(
                pixels.Count(pixel => pixel.Truth == pixel.Answer) / (double)pixels.Length,
                result.Metric("pixelAccuracy")!.Value,
                1e-9
            );
            Assert.Equal(
                Plain(images, height, width, classes).OfType<double>().DefaultIfEmpty(0).Average(),
                result.Metric("boundaryF1")!.Value,
                1e-9
            );
        }
    }

    private static double Halves(int shift)
    {
        const int size = 200;
        var metric = new BoundaryF1(2, size, size);
        metric.Add(
            [.. from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) select x < 100 ? 0L : 1],
            [.. from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) select x < 100 + shift ? 0 : 1]
        );
        return metric.Value;
    }

    // Every border pixel of one picture is measured against every one of the other.
    private static double?[] Plain((long[] Truth, int[] Answers)[] images, int height, int width, int classes)
    {
        var tolerance = 0.0075 * Math.Sqrt((height * height) + (width * width));
        var scores = Enumerable.Range(0, classes).Select(_ => new List<double>()).ToArray();
        foreach (var (truth, answers) in images)
        {
            int[] wanted = [.. truth.Select(c => (int)c)];
            int[] given = [.. truth.Zip(answers, (t, answer) => t < 0 ? -1 : answer)];
            for (var c = 0; c < classes; c++)
            {
                var (a, b) = (Border(given, c), Border(wanted, c));
                if (a.Count + b.Count > 0)
                {
                    var precision = a.Count == 0 ? 0 : a.Count(p => b.Any(q => Distance(p, q) <= tolerance)) / (double)a.Count;
                    var recall = b.Count == 0 ? 0 : b.Count(p => a.Any(q => Distance(p, q) <= tolerance)) / (double)b.Count;
                    scores[c].Add(precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
                }
            }
        }

        return [.. scores.Select(list => list.Count == 0 ? (double?)null : list.Average())];

        List<(int Y, int X)> Border(int[] map, int c) =>
            [
                .. from y in Enumerable.Range(0, height)
                from x in Enumerable.Range(0, width)
                where map[(y * width) + x] == c
                where
                    new[] { (y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1) }.Any(place =>
                        place.Item1 >= 0
                        && place.Item1 < height
                        && place.Item2 >= 0
                        && place.Item2 < width
                        && map[(place.Item1 * width) + place.Item2] is >= 0 and var other
                        && other != c
                    )
                select (y, x),
            ];

        static double Distance((int Y, int X) p, (int Y, int X) q) => Math.Sqrt(((p.Y - q.Y) * (p.Y - q.Y)) + ((p.X - q.X) * (p.X - q.X)));
    }

    private static (long[] Truth, int[] Answers)[] Several(ref RandomStream random, int count, int height, int width, int classes)
    {
        var images = new (long[] Truth, int[] Answers)[count];
        foreach (ref var image in images.AsSpan())
        {
            image = Blobs(ref random, height, width, classes);
        }

        return images;
    }

    // Rectangles of classes on one another, in the answer a little moved, and some that do not count.
    private static (long[] Truth, int[] Answers) Blobs(ref RandomStream random, int height, int width, int classes)
    {
        var (truth, answers) = (new long[height * width], new int[height * width]);
        for (var k = 0; k < 5; k++)
        {
            var (top, left, tall, wide) = (
                random.NextInt32(height),
                random.NextInt32(width),
                1 + random.NextInt32(height),
                1 + random.NextInt32(width)
            );
            var (c, down, right) = (random.NextInt32(classes + 1) - 1, random.NextInt32(5) - 2, random.NextInt32(5) - 2);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    if (y >= top && y < top + tall && x >= left && x < left + wide)
                    {
                        truth[(y * width) + x] = c;
                    }

                    if (y >= top + down && y < top + down + tall && x >= left + right && x < left + right + wide)
                    {
                        answers[(y * width) + x] = Math.Max(0, c);
                    }
                }
            }
        }

        return (truth, answers);
    }
}
