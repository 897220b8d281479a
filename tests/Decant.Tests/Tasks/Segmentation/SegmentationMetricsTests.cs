using Decant.Data.Fields;
using Decant.Engine;
using Decant.Tasks.Segmentation;
using Decant.Tests.Evaluation;

namespace Decant.Tests.Tasks.Segmentation;

public class SegmentationMetricsTests
{
    private const int C = 3;

    private static readonly Field s_mask = Field.Mask("mask", 2, 3, ["a", "b", "c"]);

    // Two images of 2 × 3 pixels.
    private static readonly long[] s_truth = [0, 0, 1, 1, -1, 2, 0, 1, 1, 0, 0, -1];
    private static readonly int[] s_answers = [0, 1, 1, 1, 2, 0, 0, 1, 0, 0, 0, 1];

    [Fact]
    public void The_mean_intersection_over_union_is_that_of_counting_by_hand()
    {
        var result = Of(s_truth, s_answers);

        // a: 4 both of 4 true + 1 missed + 2 wrongly answered; b: 3 of 3 + 1 + 1; c: 0 of 1
        Assert.Equal(((4.0 / 7) + (3.0 / 5) + 0) / 3, result.Metric("meanIntersectionOverUnion")!.Value, 1e-12);
        Assert.Equal(7.0 / 10, result.Metric("pixelAccuracy")!.Value, 1e-12);
        Assert.Equal([4.0 / 7, 3.0 / 5, 0], Enumerable.Range(0, C).Select(c => result.Tables[0].Cell(c, "intersectionOverUnion")!.Value));
        Assert.Equal([5, 4, 1], Enumerable.Range(0, C).Select(c => result.Tables[0].Cell(c, "support")!.Value));
    }

    [Fact]
    public void A_pixel_that_does_not_count_changes_nothing()
    {
        int[] others = [.. s_answers.Select((answer, pixel) => s_truth[pixel] < 0 ? (answer + 1) % C : answer)];

        Assert.Equal(Of(s_truth, s_answers).Metrics, Of(s_truth, others).Metrics);
    }

    [Fact]
    public void A_class_that_neither_is_nor_is_answered_is_left_out_of_the_mean()
    {
        var result = Of([0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 1, 1]);

        Assert.Equal(1, result.Metric("meanIntersectionOverUnion"));
        Assert.Null(result.Tables[0].Cell(2, "intersectionOverUnion"));
    }

    [Fact]
    public void Batches_do_not_matter()
    {
        var metrics = new SegmentationMetrics(s_mask, 2);
        metrics.Add(Logits(s_answers[..6]), s_truth[..6], new float[6]);
        metrics.Add(Logits(s_answers[6..]), s_truth[6..], new float[6]);

        Assert.Equal(Of(s_truth, s_answers).Metrics, metrics.Result().Metrics);
    }

    [Fact]
    public void The_likelihood_is_that_of_each_pixels_label()
    {
        // Every pixel has logits ln 1, ln 1, ln 2 but the answer, which has ln 4 more.
        var expected = -Enumerable.Range(0, 12).Where(pixel => s_truth[pixel] >= 0).Average(pixel => Math.Log(Share(pixel)));

        Assert.Equal(expected, Of(s_truth, s_answers).NegativeLogLikelihood, 1e-6);

        static double Share(int pixel)
        {
            double[] weights = [1, 1, 2];
            weights[s_answers[pixel]] *= 4;
            return weights[s_truth[pixel]] / weights.Sum();
        }
    }

    [Fact]
    public void Pictures_have_the_truth_and_the_answers()
    {
        var picture = Of(s_truth, s_answers).Pictures[1];

        Assert.Equal((1, 2, 3), (picture.Sample, picture.Height, picture.Width));
        Assert.Equal(s_truth[6..], picture.Truth.Select(c => (long)c));
        Assert.Equal(s_answers[6..], picture.Answer);
        Assert.All(picture.Image, brightness => Assert.Equal(0.5f, brightness));
    }

    [Fact]
    public void Logits_that_are_no_numbers_are_refused()
    {
        var metrics = new SegmentationMetrics(s_mask, 1);
        var logits = Logits(s_answers[..6]);
        logits[7] = float.NaN;

        Assert.Contains(
            "received NaN from the model at sample 0",
            Assert.Throws<DecantException>(() => metrics.Add(logits, s_truth[..6], new float[6])).Message,
            StringComparison.Ordinal
        );
    }

    private static Decant.Runs.EvaluationResult Of(long[] truth, int[] answers)
    {
        var metrics = new SegmentationMetrics(s_mask, truth.Length / 6);
        metrics.Add(Logits(answers), truth, [.. Enumerable.Repeat(0.5f, truth.Length)]);
        return metrics.Result();
    }

    // [N, C, H, W]: a plane of pixels for each class.
    private static float[] Logits(int[] answers) =>
        [
            .. from image in answers.Chunk(6)
            from c in Enumerable.Range(0, C)
            from answer in image
            select (float)(Math.Log(c == 2 ? 2 : 1) + (c == answer ? Math.Log(4) : 0)),
        ];
}
