using Decant.ControlArms;
using Decant.Losses;
using Decant.Recipes;
using Decant.Training.Optimizers;

namespace Decant.Tests.ControlArms;

public class ControlArmTests
{
    private static readonly ControlFacts s_facts = new([new HardLabelsLoss { Weight = 1 }], 10, new Sgd { LearningRate = 0.1 })
    {
        TeacherWork = 0,
        EpochWork = 100,
        DistilledTerms = [new SoftTargetsLoss { Weight = 1 }],
        DistilledEpochs = 7,
    };

    [Fact]
    public void The_student_alone_is_trained_as_the_distilled_one()
    {
        var training = new Scratch().Training(s_facts);

        Assert.Equal((10, 0.1), (training.Epochs, training.Optimizer.LearningRate));
        Assert.Same(s_facts.Terms, training.Terms);
    }

    // Plain steps w − rate·g: a gradient that is three times as large is a rate that is three times as large.
    [Theory]
    [InlineData(3.0, 0.3)]
    [InlineData(0.5, 0.05)]
    public void A_scaled_arm_learns_at_the_rate_that_makes_its_steps_as_long(double ratio, double rate)
    {
        var training = new ScaledScratch().Training(s_facts with { GradientRatio = ratio });

        Assert.Equal(rate, training.Optimizer.LearningRate, 12);
    }

    [Fact]
    public void Smoothed_labels_take_the_place_of_labels_and_keep_their_weight()
    {
        var term = Assert.IsType<LabelSmoothingLoss>(Assert.Single(new LabelSmoothing().Training(s_facts).Terms));

        Assert.Equal((0.1, 1.0), (term.Smoothing, term.Weight.Largest));
    }

    // 250 operations of answers are 2.5 epochs of 100.
    [Theory]
    [InlineData(250, 13)]
    [InlineData(100, 11)]
    [InlineData(1e12, 100)]
    [InlineData(0, 10)]
    public void A_longer_arm_has_the_epochs_that_the_answers_cost(double work, int epochs) =>
        Assert.Equal(epochs, new Longer().Training(s_facts with { TeacherWork = work }).Epochs);

    [Theory]
    [InlineData("[scratch, scaled-scratch]", "adamw", "compare.arms: optimizer adamw divides by the size of the gradient")]
    [InlineData("[scaled-scratch]", "sgd", "scratch, which is not among the arms")]
    [InlineData("[smaller-teacher]", "sgd", "student of scratch, which is not among the arms")]
    public void An_arm_that_means_nothing_is_refused(string arms, string optimizer, string problem)
    {
        var exception = Assert.Throws<RecipeException>(() => Read("image-classification", arms, optimizer));

        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_numbers_cannot_be_smoothed()
    {
        var exception = Assert.Throws<RecipeException>(() => Read("image-regression", "[label-smoothing]", "sgd"));

        Assert.Contains("cannot be smoothed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_of_the_student_s_size_teaches_as_the_recipe_s_does()
    {
        var training = new SmallerTeacher().Training(s_facts);

        Assert.Same(s_facts.DistilledTerms, training.Terms);
        Assert.Equal((7, "scratch"), (training.Epochs, training.Teacher));
    }

    [Theory]
    [InlineData("{ hint: { student: hidden1, teacher: hidden1 } }", "compare values inside the teacher")]
    [InlineData("{ hard-labels: {} }", "no loss of the recipe learns from a teacher's answers")]
    public void Losses_that_a_student_cannot_teach_are_refused(string loss, string problem)
    {
        var exception = Assert.Throws<RecipeException>(() =>
            RecipeReader.ReadText(
                $$"""
                data: { source: digits }
                teacher: { train: { model: mlp } }
                student: { model: mlp }
                losses: [ {{loss}} ]
                compare: { arms: [scratch, smaller-teacher] }
                """
            )
        );

        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_arms_can_be_asked_for_together() =>
        Assert.Equal(
            ["scratch", "scaled-scratch", "label-smoothing", "longer", "smaller-teacher"],
            Read("image-classification", "[scratch, scaled-scratch, label-smoothing, longer, smaller-teacher]", "sgd")
                .Compare.Arms.Select(arm => arm.Name)
        );

    private static Recipe Read(string task, string arms, string optimizer) =>
        RecipeReader.ReadText(
            $$"""
            task: {{task}}
            data: { source: digits }
            teacher: { train: { model: mlp } }
            student: { model: mlp }
            training: { optimizer: {{optimizer}} }
            compare: { arms: {{arms}} }
            """
        );
}
