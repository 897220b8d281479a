using Decant.Losses;
using Decant.Recipes;
using Decant.Students;

namespace Decant.Tests.Recipes;

public class RecipeOverrideTests
{
    private const string WithLosses = """
        data: { source: idx, path: mnist }
        teacher: { train: { model: mlp } }
        student: { model: mlp }
        losses:
          - soft-targets: { temperature: 4 }
          - hard-labels

        """;

    [Theory]
    [InlineData("losses.0.soft-targets.temperature=8")]
    [InlineData("losses.soft-targets.temperature=8")]
    [InlineData("losses.soft-targets={ temperature: 8 }")]
    [InlineData("losses.0={ soft-targets: { temperature: 8 } }")]
    [InlineData("losses=[{ soft-targets: { temperature: 8 } }, hard-labels]")]
    public void A_loss_is_reached_by_its_place_or_by_its_name(string argument)
    {
        var losses = RecipeReader.ReadText(WithLosses, overrides: [argument]).Losses;

        Assert.Equal(8, Assert.IsType<SoftTargetsLoss>(losses[0]).Temperature);
        Assert.Equal(["soft-targets", "hard-labels"], losses.Select(term => term.Name));
    }

    [Theory]
    [InlineData("losses.hard-labels.weight=0.5")]
    [InlineData("losses.1.hard-labels.weight=0.5")]
    public void A_loss_without_options_gets_its_first(string argument) =>
        Assert.Equal(0.5, RecipeReader.ReadText(WithLosses, overrides: [argument]).Losses[1].Weight.To);

    [Fact]
    public void A_loss_of_the_default_list_is_reached_too()
    {
        var losses = RecipeReader.ReadText(Smallest.Yaml, overrides: ["losses.soft-targets.temperature=8"]).Losses;

        Assert.Equal(8, Assert.IsType<SoftTargetsLoss>(losses[0]).Temperature);
        Assert.Equal(2, losses.Count);
    }

    [Fact]
    public void The_place_behind_the_last_adds_an_item()
    {
        var losses = RecipeReader.ReadText(WithLosses, overrides: ["losses.2.label-smoothing.smoothing=0.2"]).Losses;

        Assert.Equal(0.2, Assert.IsType<LabelSmoothingLoss>(losses[2]).Smoothing);
    }

    [Fact]
    public void Lists_sections_and_missing_sections_can_be_set()
    {
        var recipe = RecipeReader.ReadText(
            Smallest.Yaml,
            overrides:
            [
                "student.hidden=[400, 200]",
                "teacher.train.hidden=1200",
                "training.epochs=3",
                "compare={ arms: [], seeds: 5 }",
                "data.augment={ shift: 1 }",
            ]
        );

        Assert.Equal([400, 200], Assert.IsType<Mlp>(recipe.Student.Model).Hidden);
        Assert.Equal([1200], Assert.IsType<Mlp>(recipe.Teacher.Train!.Model).Hidden);
        Assert.Equal(3, recipe.Training.Epochs);
        Assert.Empty(recipe.Compare.Arms);
        Assert.Equal(1, recipe.Data.Augment.Amounts["shift"]);
    }

    [Fact]
    public void The_last_of_two_overrides_wins() =>
        Assert.Equal(4, RecipeReader.ReadText(Smallest.Yaml, overrides: ["training.epochs=3", "training.epochs=4"]).Training.Epochs);

    [Fact]
    public void A_value_may_hold_an_equals_sign() =>
        Assert.Equal("a=b", RecipeReader.ReadText(Smallest.Yaml, overrides: ["data.path=a=b"]).Data.SourceValues(1)["path"]);

    [Theory]
    [InlineData("training.epochs=abc", "training.epochs", 17, "received 'abc'")]
    [InlineData("training.epoch=3", "training.epoch", 10, "unknown key 'epoch'; nearest: 'epochs'")]
    [InlineData("student.hidden=[5, 0]", "student.hidden.1", 20, "received '0'")]
    [InlineData("training.epochs", "", 1, "expected a path, '=' and a value")]
    [InlineData("=5", "", 1, "expected a path, '=' and a value")]
    [InlineData("training..epochs=5", "", 1, "expected a path, '=' and a value")]
    [InlineData("training.epochs=", "training.epochs", 16, "expected a value after '=', received nothing")]
    [InlineData("student.hidden=[5", "student.hidden", 16, "this is not valid YAML")]
    [InlineData(
        "losses.soft-target.weight=1",
        "losses.soft-target.weight",
        8,
        "unknown item of 'losses' 'soft-target'; nearest: 'soft-targets'; known: soft-targets, hard-labels"
    )]
    [InlineData(
        "losses.7.hard-labels.weight=1",
        "losses.7.hard-labels.weight",
        8,
        "'losses' has 2 items, counted from 0; there is no item 7"
    )]
    [InlineData("student.model.hidden=5", "student.model.hidden", 15, "'student.model' is 'mlp', which has no 'hidden'")]
    public void A_wrong_override_is_explained_like_a_wrong_line(string argument, string path, int column, string message)
    {
        var problem = Assert.Single(RecipeProblemTests.Problems(WithLosses, argument));

        Assert.Equal((0, path, argument), (problem.Line, problem.Path, problem.Excerpt));
        Assert.Equal(column, problem.Column);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("--set: ", problem.Describe("r.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_can_mend_what_the_file_has_wrong() =>
        Assert.Equal(
            5,
            RecipeReader.ReadText(Smallest.With("training: { epochs: none }"), overrides: ["training.epochs=5"]).Training.Epochs
        );

    [Fact]
    public void A_path_of_a_hundred_thousand_steps_is_refused() =>
        Assert.Single(RecipeProblemTests.Problems(Smallest.Yaml, string.Concat(Enumerable.Repeat("a.", 100_000)) + "a=1"));
}
