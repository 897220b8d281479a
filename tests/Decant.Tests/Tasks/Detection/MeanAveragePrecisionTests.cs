using Decant.Engine.Randomness;
using Decant.Tasks.Detection;

namespace Decant.Tests.Tasks.Detection;

/// <summary>Mean average precision next to pycocotools' definition as plain loops, and next to values computed by hand.</summary>
public class MeanAveragePrecisionTests
{
    [Fact]
    public void Two_hundred_random_cases_are_as_plain_loops_have_them()
    {
        var (crowds, empty, ties) = (0, 0, 0);
        for (var number = 0; number < 200; number++)
        {
            var (images, categories, truth, found) = Draw(number);
            var reference = new CocoReference();
            reference.Evaluate(images, categories, truth, found);
            var scores = new DetectionScores(categories);
            for (var image = 0; image < images; image++)
            {
                var (i, g, d) = (image, truth.Where(one => one.Image == image).ToArray(), found.Where(one => one.Image == image).ToArray());
                scores.Add(
                    [.. d.Select(one => new FoundBox(one.Category, one.Score, Box(one.Xywh)))],
                    [.. g.Select(one => new TrueBox(one.Category, Box(one.Xywh), one.IsCrowd == 1))]
                );
                (crowds, empty) = (crowds + g.Count(one => one.IsCrowd == 1), empty + (g.Length == 0 ? 1 : 0));
                ties += d.Length - d.Select(one => one.Score).Distinct().Count();
            }

            var classes = scores.Classes();
            Assert.Equal(reference.Ap, MeanAveragePrecision.Of(classes, one => one.Mean), 1e-9);
            Assert.Equal(reference.Ap50, MeanAveragePrecision.Of(classes, one => one.At(0)), 1e-9);
            Assert.Equal(reference.Ar, MeanAveragePrecision.Of(classes, one => one.Recall), 1e-9);
            for (var c = 0; c < categories; c++)
            {
                Assert.Equal(reference.ApOf(c), classes[c]?.Mean ?? -1, 1e-9);
            }
        }

        Assert.True(crowds > 200 && empty > 50 && ties > 500, $"{crowds} crowds, {empty} empty pictures, {ties} ties");
    }

    [Fact]
    public void A_found_thing_before_a_wrong_box_has_all_precision_and_after_it_half()
    {
        BoxInPicture thing = new(0, 0, 10, 10);
        BoxInPicture elsewhere = new(50, 50, 60, 60);

        Assert.Equal(1, Of([new(0, 0.9, thing), new(0, 0.8, elsewhere)], [new(0, thing)]).At(0), 1e-12);
        Assert.Equal(0.5, Of([new(0, 0.8, thing), new(0, 0.9, elsewhere)], [new(0, thing)]).At(0), 1e-12);
    }

    [Fact]
    public void One_of_two_things_has_the_recalls_up_to_a_half_which_are_51_of_101()
    {
        BoxInPicture thing = new(0, 0, 10, 10);

        var score = Of([new(0, 0.9, thing)], [new(0, thing), new(0, new(20, 20, 30, 30))]);

        Assert.Equal(51 / 101.0, score.Mean, 1e-12);
        Assert.Equal(0.5, score.Recall, 1e-12);
    }

    [Fact]
    public void An_overlap_of_0_65_is_right_at_the_first_of_ten_thresholds_that_it_reaches()
    {
        // 10 × 10 moved by 10·(1 − 0.62)/(1 + 0.62): the overlap is 0.62, so right at 0.5, 0.55 and 0.6.
        const double moved = 10 * (1 - 0.62) / (1 + 0.62);

        var score = Of([new(0, 0.9, new(moved, 0, 10 + moved, 10))], [new(0, new(0, 0, 10, 10))]);

        Assert.Equal(0.3, score.Mean, 1e-12);
        Assert.Equal(1, score.At(2), 1e-12);
        Assert.Equal(0, score.At(3), 1e-12);
    }

    [Fact]
    public void Boxes_in_a_crowd_are_neither_right_nor_wrong_however_many()
    {
        BoxInPicture thing = new(0, 0, 10, 10);
        TrueBox[] truth = [new(0, thing), new(0, new(50, 0, 100, 50), IsCrowd: true)];

        var score = Of([new(0, 0.9, new(60, 10, 70, 20)), new(0, 0.8, new(80, 10, 90, 20)), new(0, 0.7, thing)], truth);

        Assert.Equal(1, score.Mean, 1e-12);
    }

    [Fact]
    public void A_class_without_things_is_left_out_of_the_mean()
    {
        BoxInPicture thing = new(0, 0, 10, 10);
        var scores = new DetectionScores(2);
        scores.Add([new(0, 0.9, thing), new(1, 0.9, thing)], [new(0, thing)]);

        Assert.Null(scores.Classes()[1]);
        Assert.Equal(1, MeanAveragePrecision.Of(scores.Classes(), one => one.Mean), 1e-12);
    }

    private static AveragePrecision Of(FoundBox[] found, TrueBox[] truth)
    {
        var scores = new DetectionScores(1);
        scores.Add(found, truth);
        return scores.Classes()[0]!;
    }

    private static BoxInPicture Box(double[] xywh) => new(xywh[0], xywh[1], xywh[0] + xywh[2], xywh[1] + xywh[3]);

    // Few places, so that boxes overlap; scores in steps of a tenth, so that they tie; some pictures without things, some classes too.
    private static (int Images, int Categories, List<CocoReference.Truth> Truth, List<CocoReference.Result> Found) Draw(int number)
    {
        var random = new RandomStream(18, "boxes").At((ulong)number);
        var (images, categories) = (1 + random.NextInt32(6), 1 + random.NextInt32(3));
        var (truth, found) = (new List<CocoReference.Truth>(), new List<CocoReference.Result>());
        for (var image = 0; image < images; image++)
        {
            for (var things = random.NextInt32(7); things > 0; things--)
            {
                double[] box = [random.NextInt32(6) * 4, random.NextInt32(6) * 4, 4 + random.NextInt32(20), 4 + random.NextInt32(20)];
                var category = random.NextInt32(categories);
                truth.Add(new(image, category, box, random.NextInt32(5) == 0 ? 1 : 0));
                for (var near = random.NextInt32(4); near > 0; near--)
                {
                    double[] moved = [box[0] + random.NextInt32(3), box[1] + random.NextDouble(), box[2], box[3] + random.NextInt32(2)];
                    found.Add(new(image, random.NextInt32(6) == 0 ? 0 : category, moved, random.NextInt32(10) / 10.0));
                }
            }

            for (var wrong = number % 20 == 0 ? 130 : random.NextInt32(5); wrong > 0; wrong--)
            {
                double[] box = [random.NextInt32(30), random.NextInt32(30), 1 + random.NextInt32(20), 1 + random.NextInt32(20)];
                found.Add(new(image, random.NextInt32(categories), box, random.NextInt32(10) / 10.0));
            }
        }

        return (images, categories, truth, found);
    }
}
