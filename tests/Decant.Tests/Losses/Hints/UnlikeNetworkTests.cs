using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Notices;
using Decant.Recipes;
using Decant.Tasks;
using Decant.Tests.Training.PyTorch;

namespace Decant.Tests.Losses.Hints;

/// <summary>
/// Values of networks of unlike kinds and sizes: what is resized, averaged, seen as an image, projected, or refused; and what is said about
/// it.
/// </summary>
public sealed class UnlikeNetworkTests
{
    private static readonly ReviewLoss s_review = new()
    {
        Teacher = ["e"],
        Student = ["h"],
        Width = 2,
    };

    [Theory]
    [InlineData("hint")]
    [InlineData("hint-cosine")]
    [InlineData("attention-transfer")]
    [InlineData("nst")]
    [InlineData("cwd")]
    [InlineData("vid")]
    [InlineData("review-kd")]
    [InlineData("similarity-preserving")]
    public void Maps_of_65_by_65_are_compared_with_maps_of_64_by_64(string loss)
    {
        var (run, notices) = Try(loss, [2, 2, 65, 65], [2, 3, 64, 64]);

        Assert.True(double.IsFinite(run!.Value));
        Assert.Contains(run.Gradients["student/h"], number => number != 0);
        Assert.DoesNotContain(notices, notice => notice.Kind != NoticeKind.Note);
        if (loss != "similarity-preserving")
        {
            Assert.Contains("resized from 65×65 to 64×64", Assert.Single(notices).Sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("hint", new[] { 3, 5 }, new[] { 3, 4, 2, 2 }, "the teacher's value averaged over H and W; projected from 5 to 4 numbers")]
    [InlineData("hint", new[] { 3, 4, 2, 2 }, new[] { 3, 5 }, "the student's value averaged over H and W; projected from 4 to 5 numbers")]
    [InlineData("hint", new[] { 3, 6, 5 }, new[] { 3, 5 }, "the student's value averaged over T.")]
    [InlineData("hint", new[] { 3, 5 }, new[] { 3, 6, 4 }, "the teacher's value averaged over T; projected from 5 to 4 numbers")]
    [InlineData(
        "hint",
        new[] { 3, 6, 5 },
        new[] { 3, 4, 2, 2 },
        "the student's value averaged over T; the teacher's value averaged over H and W; projected from 5 to 4 numbers"
    )]
    [InlineData("hint", new[] { 3, 7, 5 }, new[] { 3, 4, 5 }, "resized from 7 to 4 places")]
    [InlineData("hidden-states", new[] { 3, 4, 5 }, new[] { 3, 7, 6 }, "resized from 4 to 7 places; projected from 5 to 6 numbers")]
    [InlineData("vid", new[] { 3, 7, 5 }, new[] { 3, 4, 2, 3 }, "projected from 5 to 4 numbers")]
    [InlineData("contrastive", new[] { 3, 7, 5 }, new[] { 3, 4, 2, 3 }, "projected from 5 to 4 numbers")]
    [InlineData(
        "attention-transfer",
        new[] { 3, 5, 2 },
        new[] { 3, 4, 3, 3 },
        "the student's 5 places as an image of 2×2, without the first, the class token; resized from 2×2 to 3×3"
    )]
    [InlineData("nst", new[] { 3, 2, 4, 4 }, new[] { 3, 9, 2 }, "the teacher's 9 places as an image of 3×3; resized from 4×4 to 3×3")]
    [InlineData(
        "cwd",
        new[] { 3, 4, 5 },
        new[] { 3, 2, 4, 4 },
        "the student's 4 places as an image of 2×2; resized from 2×2 to 4×4; projected from 5 to 2 channels"
    )]
    [InlineData(
        "review-kd",
        new[] { 3, 4, 5 },
        new[] { 3, 2, 3, 3 },
        "layer 1: the student's 4 places as an image of 2×2; layer 1: resized from 2×2 to 3×3"
    )]
    public void Values_of_unlike_form_are_brought_together_and_that_is_said(string loss, int[] student, int[] teacher, string words)
    {
        var (run, notices) = Try(loss, student, teacher);

        Assert.Contains(words, Assert.Single(notices).Sentence, StringComparison.Ordinal);
        Assert.True(double.IsFinite(run!.Value));
        var (formula, inputs) = Case(loss, student, teacher);
        LossFormula.Near(LossFormula.Differences(formula, inputs, "student/h"), run.Gradients["student/h"], 1e-7);
    }

    [Theory]
    [InlineData("attention-transfer", new[] { 3, 5 }, new[] { 3, 4, 2, 2 }, "vectors have no places, so for unlike networks take hint")]
    [InlineData("nst", new[] { 3, 6, 5 }, new[] { 3, 4, 2, 2 }, "sequences [N, T, D] of k² places")]
    [InlineData("cwd", new[] { 3, 5 }, new[] { 3, 4, 2, 2 }, "vectors have no places")]
    [InlineData("review-kd", new[] { 3, 5 }, new[] { 3, 4, 2, 2 }, "vectors have no places")]
    [InlineData("attention-transfer", new[] { 3, 4, 2, 2 }, new[] { 3, 4, 1, 1 }, "an image of one place has nowhere to look at")]
    [InlineData("cwd", new[] { 3, 4, 1, 1 }, new[] { 3, 4, 1, 1 }, "an image of one place")]
    [InlineData("nst", new[] { 3, 4, 1, 1 }, new[] { 3, 4, 1, 1 }, "an image of one place")]
    [InlineData("hint-cosine", new[] { 3, 1 }, new[] { 3, 1 }, "no direction but its sign")]
    [InlineData("pkd", new[] { 3, 5 }, new[] { 3, 1 }, "no direction but its sign")]
    [InlineData(
        "rkd-distance",
        new[] { 2, 5 },
        new[] { 2, 5 },
        "a batch of 2: it compares the samples of a batch with one another, and with fewer than 3"
    )]
    [InlineData("rkd-angle", new[] { 2, 5 }, new[] { 2, 5 }, "a batch of 2")]
    [InlineData("similarity-preserving", new[] { 1, 5 }, new[] { 1, 5 }, "a batch of 1")]
    [InlineData("pkt", new[] { 1, 5 }, new[] { 1, 5 }, "a batch of 1")]
    [InlineData("contrastive", new[] { 1, 5 }, new[] { 1, 5 }, "a batch of 1")]
    public void What_cannot_be_compared_or_teaches_nothing_is_refused_with_the_way_out(
        string loss,
        int[] student,
        int[] teacher,
        string words
    )
    {
        var notice = Assert.Single(Notices(loss, student, teacher));

        Assert.Equal(NoticeKind.Refusal, notice.Kind);
        Assert.Contains(words, notice.Sentence, StringComparison.Ordinal);
    }

    /// <summary>Where a loss says that it teaches nothing, its derivative is 0 for whatever values.</summary>
    [Theory]
    [InlineData("attention-transfer", new[] { 3, 4, 1, 1 })]
    [InlineData("cwd", new[] { 3, 4, 1, 1 })]
    [InlineData("nst", new[] { 3, 4, 1, 1 })]
    [InlineData("hint-cosine", new[] { 3, 1 })]
    [InlineData("pkd", new[] { 3, 1 })]
    [InlineData("rkd-distance", new[] { 2, 5 })]
    [InlineData("rkd-angle", new[] { 2, 5 })]
    [InlineData("similarity-preserving", new[] { 1, 5 })]
    [InlineData("pkt", new[] { 1, 5 })]
    [InlineData("contrastive", new[] { 1, 5 })]
    public void What_is_said_to_teach_nothing_has_no_derivative(string loss, int[] shape) =>
        Assert.All(Try(loss, shape, shape).Run!.Gradients["student/h"], number => Assert.Equal(0, number, 1e-9));

    [Fact]
    public void A_sequence_is_compared_with_a_vector_as_its_mean()
    {
        var (_, inputs) = Case("hint", [3, 4, 5], [3, 5]);
        var (sequence, vector) = (inputs["student/h"].Numbers, inputs["teacher/e"].Numbers);
        var expected = Enumerable
            .Range(0, 15)
            .Average(i => Math.Pow(Enumerable.Range(0, 4).Average(t => sequence[(i / 5 * 20) + (t * 5) + (i % 5)]) - vector[i], 2));

        Assert.Equal(expected, Try("hint", [3, 4, 5], [3, 5]).Run!.Value, 1e-9);
    }

    [Fact]
    public void Places_of_a_vision_transformer_are_the_pixels_of_an_image_row_by_row_after_the_class_token()
    {
        var (loss, inputs) = Case("attention-transfer", [2, 5, 3], [2, 4, 2, 2]);
        var tokens = inputs["student/h"].Numbers;
        var image = new double[2 * 3 * 4];
        for (var i = 0; i < image.Length; i++)
        {
            var (n, d, place) = (i / 12, i / 4 % 3, i % 4);
            image[i] = tokens[(n * 15) + ((place + 1) * 3) + d];
        }

        var asImage = new Dictionary<string, LossArray>(inputs) { ["student/h"] = new LossArray(image, [2, 3, 2, 2]) };
        Assert.Equal(LossFormula.Of(loss, asImage).Value, LossFormula.Of(loss, inputs).Value, 1e-12);
    }

    [Theory]
    [InlineData(ProjectionChoice.Auto, false)]
    [InlineData(ProjectionChoice.On, true)]
    [InlineData(ProjectionChoice.Off, false)]
    public void Equal_shapes_are_projected_where_that_was_asked_for(ProjectionChoice choice, bool isTrained)
    {
        foreach (var shape in new int[][] { [3, 4], [3, 2, 4], [3, 4, 2, 2] })
        {
            foreach (
                var loss in new[] { "hint", "hint-cosine", "pkd", "contrastive", "hidden-states", "cwd" }.Where(loss =>
                    loss != "cwd" || shape.Length == 4
                )
            )
            {
                var (formula, inputs) = Case(loss, shape, shape);
                formula = LossOptionReader.Read(formula, ["student=h", "teacher=e", $"projection={choice}".ToLowerInvariant()]);
                var result = LossFormula.Of(formula, inputs);

                Assert.Equal(isTrained, result.Gradients.ContainsKey($"{loss}/projection.weight"));
                Assert.Equal(
                    isTrained,
                    formula
                        .Notices(Setting(shape, shape))
                        .Any(notice => notice.Sentence.Contains("projected from 4 to 4", StringComparison.Ordinal))
                );
            }
        }
    }

    /// <summary>r(h) = W·h + b.</summary>
    [Fact]
    public void A_projection_at_equal_widths_is_the_linear_map_of_its_weights()
    {
        var (loss, inputs) = Case("hint", [2, 2], [2, 2]);
        loss = (HintRegressionLoss)loss with { Projection = ProjectionChoice.On };
        inputs["hint/projection.weight"] = new double[,]
        {
            { 1, 2 },
            { -1, 0.5 },
        };
        inputs["hint/projection.bias"] = new[] { 0.25, -1 };
        var (h, e) = (inputs["student/h"].Numbers, inputs["teacher/e"].Numbers);
        double[] projected = [h[0] + (2 * h[1]) + 0.25, -h[0] + (0.5 * h[1]) - 1, h[2] + (2 * h[3]) + 0.25, -h[2] + (0.5 * h[3]) - 1];

        Assert.Equal(projected.Zip(e, (p, t) => (p - t) * (p - t)).Average(), LossFormula.Of(loss, inputs).Value, 1e-9);
    }

    [Fact]
    public void A_sequence_of_unknown_length_is_not_resized()
    {
        var setting = new LossSetting(LearningTasks.Default, 3, 8) { Student = [new Shape("N", "T", 4)], Teacher = [new Shape("N", 7, 4)] };

        Assert.Contains("of one length T", Assert.Single(new HintRegressionLoss().Notices(setting)).Sentence, StringComparison.Ordinal);
        Assert.Empty(new HintRegressionLoss().Notices(setting with { Teacher = setting.Student }));
    }

    private static (LossResult? Run, Notice[] Notices) Try(string loss, int[] student, int[] teacher)
    {
        var (formula, inputs) = Case(loss, student, teacher);
        return (LossFormula.Of(formula, inputs), Notices(loss, student, teacher));
    }

    private static Notice[] Notices(string loss, int[] student, int[] teacher) =>
        [.. Case(loss, student, teacher) is var (formula, _) ? formula.Notices(Setting(student, teacher)) : []];

    private static LossSetting Setting(int[] student, int[] teacher) =>
        new(LearningTasks.Default, 3, student[0])
        {
            Student = [new Shape(["N", .. student.Skip(1).Select(size => (Dimension)size)])],
            Teacher = [new Shape(["N", .. teacher.Skip(1).Select(size => (Dimension)size)])],
        };

    private static (DistillationLoss Loss, Dictionary<string, LossArray> Inputs) Case(string loss, int[] student, int[] teacher) =>
        (
            loss == "review-kd" ? s_review : (HintPairLoss)DistillationLosses.All.Find(loss) with { Teacher = "e", Student = "h" },
            new()
            {
                ["student"] = new double[student[0], 2],
                ["student/h"] = Array("student", student),
                ["teacher/e"] = Array("teacher", teacher),
            }
        );

    private static LossArray Array(string name, int[] shape) =>
        new([.. Numbers.Fractions(name, shape.Aggregate((product, size) => product * size))], shape);
}
