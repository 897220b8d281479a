using Decant.Engine;
using Decant.Losses;
using Decant.Recipes;
using Decant.Tests.Pipeline;

namespace Decant.Tests.Auditing;

public sealed class SuggestedNumbersTests
{
    private const string Auto = "losses=[ { soft-targets: { temperature: auto, weight: auto } }, { hard-labels: { weight: auto } } ]";

    [Fact]
    public void Auto_is_read_and_written_back_as_it_is()
    {
        var recipe = SmallRun.Recipe([Auto]);

        Assert.True(((SoftTargetsLoss)recipe.Losses[0]).Temperature.IsSuggested);
        Assert.True(recipe.Losses[1].Weight.IsSuggested);
        Assert.Equal(recipe.Losses, RecipeReader.ReadText(RecipeWriter.Write(recipe), "again", []).Losses);
    }

    // The same numbers written down give the same bits, and the run's recipe has them.
    [Fact]
    public void A_run_takes_says_and_writes_down_what_the_audit_suggests()
    {
        string[] taught =
        [
            "teacher.train.epochs=8",
            "teacher.train.optimizer=adamw",
            "teacher.train.learning-rate=0.003",
            "compare.arms=[]",
        ];
        using var run = new SmallRun([.. taught, Auto]);
        var written = RecipeReader.Read(Path.Combine(run.Outcome.Folder, "recipe.yaml"), []);
        using var told = new SmallRun([.. taught, RecipeText(written.Losses[0], written.Losses[1])]);

        var term = Assert.IsType<SoftTargetsLoss>(written.Losses[0]);
        Assert.False(term.Temperature.IsSuggested || term.Weight.IsSuggested || written.Losses[1].Weight.IsSuggested);
        Assert.Equal(1, term.Weight.To + written.Losses[1].Weight.To, 9);
        var note = Assert.Single(run.Said.Notes, said => said.StartsWith("Chosen by an audit of the teacher", StringComparison.Ordinal));
        Assert.Contains(
            FormattableString.Invariant($"soft-targets.temperature is {term.Temperature.To:0.##}"),
            note,
            StringComparison.Ordinal
        );
        Assert.Contains(note, run.Outcome.Run.Findings);
        Assert.Contains(
            FormattableString.Invariant($"temperature: {term.Temperature.To:0.##}"),
            run.Outcome.Run.Recipe,
            StringComparison.Ordinal
        );
        Assert.Equal(
            told.Arm("distilled").Seeds[0].Test.Metric("negativeLogLikelihood"),
            run.Arm("distilled").Seeds[0].Test.Metric("negativeLogLikelihood")
        );
    }

    [Fact]
    public void Without_answers_of_one_class_each_nothing_is_suggested()
    {
        var refused = Assert.Throws<DecantException>(() =>
        {
            using var run = new SmallRun(
                "task=image-regression",
                "data.target=slant",
                "losses=[ { regression: { weight: auto } } ]",
                "compare.arms=[]"
            );
        });

        Assert.Contains("losses.regression.weight: auto: only of answers that are one class", refused.Message, StringComparison.Ordinal);
    }

    private static string RecipeText(DistillationLoss taught, DistillationLoss labels) =>
        FormattableString.Invariant(
            $"losses=[ {{ soft-targets: {{ temperature: {((SoftTargetsLoss)taught).Temperature.To}, weight: {taught.Weight.To} }} }}, {{ hard-labels: {{ weight: {labels.Weight.To} }} }} ]"
        );
}
