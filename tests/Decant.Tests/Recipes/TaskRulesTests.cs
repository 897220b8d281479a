using Decant.Recipes;

namespace Decant.Tests.Recipes;

public sealed class TaskRulesTests
{
    [Theory]
    [InlineData("task: image-regression", "regression", "true-numbers")]
    [InlineData("task: image-multi-label", "multi-label", "hard-labels")]
    [InlineData("task: table-regression", "regression", "true-numbers")]
    [InlineData("task: image-classification", "soft-targets", "hard-labels")]
    [InlineData("", "soft-targets", "hard-labels")]
    public void A_recipe_without_losses_takes_those_of_its_task(string task, params string[] losses)
    {
        var recipe = RecipeReader.ReadText(Smallest.With(task));

        Assert.Equal(losses, recipe.Losses.Select(loss => loss.Term));
        Assert.Equal([0.9, 0.1], recipe.Losses.Select(loss => loss.Weight.To));
        Assert.Equal(losses, RecipeReader.ReadText(RecipeWriter.Write(recipe)).Losses.Select(loss => loss.Term));
    }

    [Fact]
    public void An_override_reaches_into_the_losses_of_the_task() =>
        Assert.Equal(
            0.5,
            RecipeReader.ReadText(Smallest.With("task: image-regression"), overrides: ["losses.regression.weight=0.5"]).Losses[0].Weight.To
        );

    [Theory]
    [InlineData(
        "image-regression",
        "losses: [soft-targets]",
        "losses.0.soft-targets",
        "'soft-targets' compares probabilities of classes, and a network of task image-regression answers with numbers",
        "Take 'regression'"
    )]
    [InlineData(
        "image-multi-label",
        "losses: [{ dkd: { weight: 1 } }]",
        "losses.0.dkd",
        "answers with a probability for each label by itself",
        "Take 'multi-label'"
    )]
    [InlineData(
        "table-regression",
        "losses: [regression, label-smoothing]",
        "losses.1.label-smoothing",
        "'label-smoothing' compares probabilities of classes",
        "Take 'hard-labels'"
    )]
    [InlineData(
        "image-classification",
        "losses: [regression]",
        "losses.0.regression",
        "'regression' compares numbers",
        "Take 'soft-targets'"
    )]
    [InlineData(
        "image-regression",
        "fine-tune: { losses: [label-smoothing] }",
        "fine-tune.losses.0.label-smoothing",
        "'label-smoothing' compares",
        "Take 'hard-labels'"
    )]
    [InlineData(
        "image-regression",
        "training: { early-stopping: { metric: accuracy } }",
        "training.early-stopping.metric",
        "accuracy is no metric of task image-regression",
        "mean-absolute-error, root-mean-squared-error"
    )]
    [InlineData(
        "image-classification",
        "training: { early-stopping: { metric: macro-f1 } }\nhint-stage: { losses: [logit-mse], early-stopping: { metric: micro-f1 } }",
        "hint-stage.early-stopping.metric",
        "micro-f1 is no metric",
        "accuracy, macro-f1, negative-log-likelihood"
    )]
    public void What_does_not_fit_the_task_is_refused_with_what_does(
        string task,
        string section,
        string path,
        string message,
        string remedy
    )
    {
        var problem = Assert.Single(Problems($"task: {task}\n{section}"));

        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
        Assert.True(problem.Line > 0);
    }

    [Theory]
    [InlineData("image-regression", "omit: ['3']", "data.omit")]
    [InlineData("image-multi-label", "confidence: 0.9", "data.confidence")]
    [InlineData("image-classification", "target: slant", "data.target")]
    public void Options_about_classes_need_classes_and_targets_need_a_task_of_them(string task, string option, string path)
    {
        var recipe = Smallest.Yaml.Replace("path: mnist", $"path: mnist, {option}", StringComparison.Ordinal) + $"task: {task}\n";
        var problem = Assert.Single(Assert.Throws<RecipeException>(() => RecipeReader.ReadText(recipe)).Problems);

        Assert.Equal(path, problem.Path);
        Assert.Contains($"task {task}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Teachers_of_numbers_are_not_weighted_by_confidence()
    {
        var recipe =
            "task: image-regression\n"
            + Smallest.Yaml.Replace(
                "teacher: { train: { model: mlp } }",
                "teacher: { ensemble: [{ train: { model: mlp } }, { train: { model: mlp } }], combine: confidence }",
                StringComparison.Ordinal
            );

        Assert.Equal("teacher.combine", Assert.Single(Assert.Throws<RecipeException>(() => RecipeReader.ReadText(recipe)).Problems).Path);
    }

    private static IReadOnlyList<RecipeProblem> Problems(string sections) =>
        Assert.Throws<RecipeException>(() => RecipeReader.ReadText(Smallest.With(sections))).Problems;
}
