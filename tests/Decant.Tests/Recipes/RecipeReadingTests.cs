using Decant.Losses;
using Decant.Recipes;
using Decant.Students;
using Decant.Training.Optimizers;

namespace Decant.Tests.Recipes;

public class RecipeReadingTests
{
    private const string Hinton = """
        task: image-classification
        data:    { source: idx, path: mnist }
        teacher:
          train: { model: mlp, hidden: [1200, 1200], dropout: 0.5, max-norm: 3, epochs: 60 }
        student: { model: mlp, hidden: [800, 800] }
        losses:
          - soft-targets: { temperature: 20, weight: 0.9 }
          - hard-labels:  { weight: 0.1 }
        training: { epochs: 40, batch: 100, optimizer: sgd, learning-rate: 0.05, schedule: cosine, seed: 7 }
        compare:  { arms: [scratch], seeds: 3 }
        """;

    [Fact]
    public void The_design_s_recipe_is_understood_in_every_part()
    {
        var recipe = RecipeReader.ReadText(Hinton);

        Assert.Equal("image-classification", recipe.Task.Name);
        Assert.Equal("idx", recipe.Data.Source.Name);
        Assert.Equal("mnist", recipe.Data.SourceValues(1)["path"]);
        var teacher = recipe.Teacher.Train!;
        var mlp = Assert.IsType<Mlp>(teacher.Model);
        Assert.Equal([1200, 1200], mlp.Hidden);
        Assert.Equal(0.5, mlp.Dropout);
        Assert.Equal(3, teacher.Training.MaxNorm);
        Assert.Equal([800, 800], Assert.IsType<Mlp>(recipe.Student.Model).Hidden);
        Assert.Equal(["soft-targets", "hard-labels"], recipe.Losses.Select(term => term.Name));
        Assert.Equal([0.9, 0.1], recipe.Losses.Select(term => term.Weight.To));
        Assert.Equal(20, Assert.IsType<SoftTargetsLoss>(recipe.Losses[0]).Temperature);
        Assert.Equal(
            (40, 100, 0.05, 7UL),
            (recipe.Training.Epochs, recipe.Training.Batch, recipe.Training.Optimizer.LearningRate, recipe.Training.Seed)
        );
        Assert.Equal(["scratch"], recipe.Compare.Arms.Select(arm => arm.Name));
        Assert.Equal(3, recipe.Compare.Seeds);
    }

    [Fact]
    public void A_teacher_trains_as_training_says_except_for_what_it_says_itself()
    {
        var recipe = RecipeReader.ReadText(Hinton);

        Assert.Equal(60, recipe.Teacher.Train!.Training.Epochs);
        Assert.Equal(100, recipe.Teacher.Train.Training.Batch);
        Assert.Equal(0.05, recipe.Teacher.Train.Training.Optimizer.LearningRate);
        Assert.Equal(7UL, recipe.Teacher.Train.Training.Seed);
        Assert.Null(recipe.Training.MaxNorm);
    }

    [Fact]
    public void A_teacher_s_other_optimizer_does_not_inherit_the_learning_rate_of_the_first()
    {
        var recipe = RecipeReader.ReadText(Smallest.With("training: { learning-rate: 0.3 }"), overrides: ["teacher.train.optimizer=adamw"]);

        Assert.Equal(0.3, recipe.Training.Optimizer.LearningRate);
        Assert.Equal(0.001, recipe.Teacher.Train!.Training.Optimizer.LearningRate);
    }

    [Fact]
    public void A_teacher_can_switch_off_what_training_switches_on()
    {
        var recipe = RecipeReader.ReadText(
            Smallest.With("training: { clip-norm: 5, early-stopping: 3 }"),
            overrides: ["teacher.train.clip-norm=off"]
        );

        Assert.Equal(5, recipe.Training.ClipNorm);
        Assert.Null(recipe.Teacher.Train!.Training.ClipNorm);
        Assert.Equal(3, recipe.Teacher.Train.Training.EarlyStopping!.Patience);
    }

    [Fact]
    public void What_is_left_out_has_the_documented_defaults()
    {
        var recipe = RecipeReader.ReadText(Smallest.Yaml);

        Assert.Equal(["soft-targets", "hard-labels"], recipe.Losses.Select(term => term.Name));
        Assert.Equal([0.9, 0.1], recipe.Losses.Select(term => term.Weight.To));
        var soft = Assert.IsType<SoftTargetsLoss>(recipe.Losses[0]);
        Assert.Equal(4, soft.Temperature);
        Assert.True(soft.TemperatureSquared);
        Assert.Equal("cosine", recipe.Training.Schedule.Name);
        Assert.Equal("sgd", recipe.Training.Optimizer.Name);
        Assert.Null(recipe.Training.EarlyStopping);
        Assert.Null(recipe.Training.Threads);
        Assert.Equal(0.1, recipe.Data.Validation);
        Assert.True(recipe.Data.Normalize.IsAuto);
        Assert.Empty(recipe.StudentAugment.Amounts);
    }

    [Fact]
    public void The_data_s_augmentation_is_shared_unless_teacher_or_student_has_its_own()
    {
        var recipe = RecipeReader.ReadText(
            """
            data: { source: idx, path: mnist, augment: { shift: 2 } }
            teacher: { train: { model: mlp, augment: { shift: 3 } } }
            student: { model: mlp, augment: none }
            """
        );

        Assert.Equal(3, recipe.TeacherAugment.Amounts["shift"]);
        Assert.Empty(recipe.StudentAugment.Amounts);
        Assert.Equal(2, RecipeReader.ReadText(Smallest.Yaml, overrides: ["data.augment.shift=2"]).StudentAugment.Amounts["shift"]);
    }

    [Theory]
    [InlineData("5", 50)]
    [InlineData("0.5 epochs", 5)]
    [InlineData("500 steps", 500)]
    public void A_warm_up_is_said_in_epochs_or_in_steps(string warmup, int steps) =>
        Assert.Equal(
            steps,
            RecipeReader.ReadText(Smallest.Yaml, overrides: [$"training.warmup={warmup}"]).Training.Warmup.Steps(stepsPerEpoch: 10)
        );

    [Theory]
    [InlineData("on", true)]
    [InlineData("True", true)]
    [InlineData("no", false)]
    public void A_switch_understands_what_people_write(string word, bool isOn) =>
        Assert.Equal(
            isOn,
            RecipeReader.ReadText(Smallest.Yaml, overrides: [$"training.nesterov={word}"]).Training.Optimizer is Sgd { Nesterov: true }
        );

    [Fact]
    public void A_loss_may_stand_twice_under_two_names()
    {
        var recipe = RecipeReader.ReadText(
            Smallest.With("losses: [{ soft-targets: { temperature: 2 } }, { soft-targets: { temperature: 8, name: softer } }, hard-labels]")
        );

        Assert.Equal(["soft-targets", "softer", "hard-labels"], recipe.Losses.Select(term => term.Term));
    }

    [Fact]
    public void Normalisation_takes_a_mean_and_a_deviation_per_channel()
    {
        var normalize = RecipeReader
            .ReadText(Smallest.Yaml, overrides: ["data.normalize={ mean: [0.5, 0.4], std: [0.2, 0.3] }"])
            .Data.Normalize;

        Assert.Equal([0.5, 0.4], normalize.Mean!);
        Assert.Equal([0.2, 0.3], normalize.Deviation!);
    }

    [Fact]
    public void The_split_s_seed_is_the_training_s_unless_it_has_its_own()
    {
        Assert.Equal("9", RecipeReader.ReadText(Smallest.With("training: { seed: 9 }")).Data.SourceValues(9)["seed"]);
        Assert.Equal(4UL, RecipeReader.ReadText(Smallest.With("training: { seed: 9 }"), overrides: ["data.seed=4"]).DataSeed);
    }
}
