using System.Globalization;
using Decant.Engine;
using Decant.Notices;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Reporting;

namespace Decant.Tests.Pipeline;

/// <summary>What losses say about task, batch and networks reaches the check, the terminal, the report; or the run is refused.</summary>
public sealed class LossNoticeRunTests
{
    private const string TwoClasses =
        "{ task: table-classification, data: { source: csv, path: two.csv }, teacher: { train: { model: mlp, "
        + "hidden: [4], epochs: 1 } }, student: { model: mlp, hidden: [2] }, "
        + "losses: [{ dkd: { weight: 1 } }, hard-labels], training: { epochs: 1, batch: 8, seed: 1 }, compare: { arms: [] } }";

    [Fact]
    public void A_loss_that_teaches_less_with_two_classes_is_named_before_the_run_in_its_log_and_in_its_report()
    {
        using var folder = new TwoClassFolder();
        var recipe = RecipeReader.ReadText(TwoClasses);
        var notices = new List<Notice>();
        var said = new SmallRun.Listener();

        Assert.Empty(Distillation.Check(recipe, folder.Settings, notices.Add));
        var run = Distillation.Run(recipe, folder.Settings, said, TestContext.Current.CancellationToken).Run;

        const string words = "Warning: losses.dkd: two classes: there is one class next to the label, so other-weight does nothing";
        Assert.Single(notices, notice => notice.Text.StartsWith(words, StringComparison.Ordinal));
        Assert.Single(said.Notes, note => note.StartsWith(words, StringComparison.Ordinal));
        Assert.Contains(run.Warnings, warning => $"Warning: {warning}".StartsWith(words, StringComparison.Ordinal));
        Assert.Contains("other-weight does nothing", HtmlReport.Of(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Losses_that_teach_nothing_with_two_classes_or_single_samples_are_refused_all_at_once()
    {
        using var folder = new TwoClassFolder();
        var recipe = RecipeReader.ReadText(
            TwoClasses,
            overrides: ["losses=[logit-standardization, dist, hard-labels]", "training.batch=1"]
        );
        var problems = Distillation.Check(recipe, folder.Settings);

        Assert.Equal(2, problems.Count);
        Assert.StartsWith("losses.logit-standardization: two classes: use soft-targets.", problems[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "losses.dist: 2 classes in batches of 1: the correlation of two numbers is always ±1",
            problems[1],
            StringComparison.Ordinal
        );
        Assert.Equal(
            string.Join(Environment.NewLine, problems),
            Assert
                .Throws<DecantException>(() =>
                    Distillation.Run(recipe, folder.Settings, cancellation: TestContext.Current.CancellationToken)
                )
                .Message
        );
    }

    [Theory]
    [InlineData(
        "hint-stage={ epochs: 1, losses: [{ rkd-distance: { teacher: features, student: features } }], batch: 2 }",
        "losses.rkd-distance: a batch of 2"
    )]
    [InlineData(
        "losses=[{ hint: { teacher: features, student: feature } }, hard-labels]",
        "losses.hint.student: unknown value of the student 'feature'"
    )]
    public void Every_stage_is_asked_with_its_own_batch_and_networks(string change, string words)
    {
        var recipe = RecipeReader.ReadText(
            "{ data: { source: digits, train-images: 100, test-images: 10 }, teacher: { train: { model: cnn, "
                + "channels: [2], epochs: 1 } }, student: { model: cnn, channels: [2] }, training: { epochs: 1, batch: 32 "
                + "} }",
            overrides: [change]
        );

        Assert.StartsWith(
            words,
            Assert.Single(Distillation.Check(recipe, new RunSettings { OutputFolder = "none" })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void How_unlike_values_are_compared_is_said()
    {
        using var run = new SmallRun(
            "teacher={ train: { model: cnn, channels: [3], epochs: 1 } }",
            "losses=[{ hint: { teacher: block1, student: layer1 } }, hard-labels]",
            "training.epochs=1",
            "training.learning-rate=0.001",
            "compare.arms=[]"
        );

        const string words =
            "losses.hint: [N, 8] in the student against [N, 3, 14, 14] in the teacher: the teacher's value averaged "
            + "over H and W; projected from 8 to 3 numbers";
        Assert.Contains(run.Said.Notes, note => note.StartsWith(words, StringComparison.Ordinal));
        Assert.Contains(run.Outcome.Run.Findings, finding => finding.StartsWith(words, StringComparison.Ordinal));
    }

    private sealed class TwoClassFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-two-");

        public TwoClassFolder() =>
            File.WriteAllLines(
                Path.Combine(_folder.FullName, "two.csv"),
                [
                    "width,height,label",
                    .. Enumerable
                        .Range(0, 120)
                        .Select(i =>
                            string.Create(CultureInfo.InvariantCulture, $"{i % 7},{(i * 37) % 11},{((i % 7) > 3 ? "wide" : "narrow")}")
                        ),
                ]
            );

        public RunSettings Settings =>
            new()
            {
                OutputFolder = Path.Combine(_folder.FullName, "run"),
                TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
                DataRoot = _folder.FullName,
                Threads = 1,
            };

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
