using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Notices;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Tests.Losses.Hints;

public sealed class HintNamesTests
{
    private static readonly Graph s_cnn = Network.Build(new Cnn { Channels = [4, 6] }, [1, 8, 8], 3, InputScaling.None, seed: 1);
    private static readonly Graph s_mlp = Network.Build(new Mlp { Hidden = [5] }, [1, 8, 8], 3, InputScaling.None, seed: 1);

    [Fact]
    public void Hints_that_exist_and_fit_are_no_problem() =>
        Assert.Empty(
            Problems(
                s_mlp,
                s_cnn,
                [
                    Term(new HintRegressionLoss(), "layer1", "features"),
                    Term(new RelationalAngleLoss(), "layer1", "block1"),
                    Term(new HintRegressionLoss(), "layer1", "block2"),
                ]
            )
        );

    [Fact]
    public void Unknown_names_are_told_with_their_place_and_the_nearest_all_at_once()
    {
        var problems = Problems(
            s_mlp,
            s_cnn,
            [Term(new HintRegressionLoss(), "layr1", "blok2"), Term(new SimilarityPreservingLoss(), "layer1", "feature")]
        );

        Assert.Equal(3, problems.Length);
        Assert.StartsWith(
            "losses.hint.student: unknown value of the student 'layr1'; nearest: 'layer1'",
            problems[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "losses.hint.teacher: unknown value of the teacher 'blok2'; nearest: 'block2'",
            problems[1],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "losses.similarity-preserving.teacher: unknown value of the teacher 'feature'; nearest: 'features'",
            problems[2],
            StringComparison.Ordinal
        );
        Assert.All(problems, problem => Assert.Contains("decant inspect", problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("attention-transfer", "layer1", "block1", "expected images")]
    [InlineData("cwd", "layer1", "block1", "expected images")]
    [InlineData("attention-maps", "layer1", "block1", "expected attention scores")]
    [InlineData("hint", "layer1.weight", "features", "is no hint")]
    public void Shapes_that_cannot_be_matched_are_told(string loss, string student, string teacher, string words)
    {
        var problem = Assert.Single(Problems(s_mlp, s_cnn, [Term((HintPairLoss)DistillationLosses.All.Find(loss), student, teacher)]));

        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.StartsWith($"losses.{loss}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Widths_that_differ_are_told_where_projection_is_off()
    {
        var term = Term(new HintRegressionLoss(), "layer1", "features");
        var problem = Assert.Single(Problems(s_mlp, s_cnn, [(HintRegressionLoss)term with { Projection = ProjectionChoice.Off }]));

        Assert.Equal(
            "losses.hint: expected equal shapes, as projection is off, received [N, 5] in the student and [N, 6] in "
                + "the teacher. Set projection: auto, or choose values of equal shapes.",
            problem
        );
    }

    [Fact]
    public void Lists_of_unequal_length_are_told()
    {
        var review = new ReviewLoss { Student = ["block1", "block2"], Teacher = ["block1"] };
        Assert.Contains("as many values", Assert.Single(Problems(s_cnn, s_cnn, [review])), StringComparison.Ordinal);
    }

    private static string[] Problems(Graph student, Graph teacher, params DistillationLoss[] terms) =>
        [
            .. TermNotices
                .Of(terms, new LossSetting(LearningTasks.Default, 3, 32), () => student, () => teacher)
                .Where(notice => notice.Kind == NoticeKind.Refusal)
                .Select(notice => notice.Text),
        ];

    private static HintPairLoss Term(HintPairLoss loss, string student, string teacher) =>
        loss with
        {
            Student = student,
            Teacher = teacher,
        };
}
