using Decant.Engine.Graphs;

namespace Decant.Tests.Pipeline;

public sealed class ControlArmRunTests : IDisposable
{
    private readonly SmallRun _run = new(
        "compare.arms=[scratch, scaled-scratch, label-smoothing, longer, smaller-teacher]",
        "training.epochs=1"
    );

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Every_arm_begins_with_the_same_weights_and_is_reported()
    {
        Assert.Equal(
            ["teacher", "distilled", "scratch", "scaled-scratch", "label-smoothing", "longer", "smaller-teacher"],
            _run.Outcome.Run.Arms.Select(arm => arm.Name)
        );
        Assert.All(_run.Outcome.Run.Arms, arm => Assert.True(File.Exists(Path.Combine(_run.Outcome.Folder, arm.Seeds[0].Model.File!))));
    }

    // The rate of the scaled arm is that of the recipe times the ratio of what the log says of the first epochs.
    [Fact]
    public void The_scaled_arm_learns_at_the_recipe_s_rate_times_the_ratio_of_gradients()
    {
        var ratio = _run.Arm("distilled").Seeds[0].Epochs[0].GradientNorm / _run.Arm("scratch").Seeds[0].Epochs[0].GradientNorm;

        Assert.NotNull(ratio);
        Assert.Equal(ratio.Value, Rate("scaled-scratch") / Rate("scratch"), 9);
        Assert.Contains(_run.Said.Notes, note => note.Contains("gradients were", StringComparison.Ordinal));
    }

    // Teacher 784·24 + 24·10, student 784·8 + 8·10 multiply-adds and some additions: its answers cost about one epoch of three passes.
    [Fact]
    public void The_longer_arm_has_the_epochs_that_the_teacher_s_answers_cost()
    {
        var cost = GraphCost.Flops(_run["teacher.onnx"]) / (3 * GraphCost.Flops(_run["student.onnx"]));

        Assert.Equal((int)Math.Ceiling(1 + cost), _run.Arm("longer").Seeds[0].Epochs.Count);
        Assert.Contains(_run.Outcome.Run.Findings, finding =>
            finding.StartsWith("longer: the teacher's answers cost", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Smoothed_labels_are_a_loss_of_their_own()
    {
        var plan = _run.Said.Plans.Single(plan => plan.Arm == "label-smoothing");

        Assert.Equal(_run.Said.Plans.Single(plan => plan.Arm == "scratch").LossTerms, plan.LossTerms);
        Assert.NotEqual(Loss("scratch"), Loss("label-smoothing"));
    }

    // The file of the student alone, named as the teacher of another run, teaches the same student the same weights.
    [Fact]
    public void A_teacher_of_the_student_s_size_is_the_student_alone()
    {
        var alone = Path.Combine(_run.Outcome.Folder, _run.Arm("scratch").Seeds[0].Model.File!);
        using var other = new SmallRun($"teacher={{onnx: '{alone}'}}", "compare.arms=[]", "training.epochs=1");

        var (taught, expected) = (_run[_run.Arm("smaller-teacher").Seeds[0].Model.File!], other["student.onnx"]);

        Assert.NotEmpty(expected.Parameters);
        Assert.All(expected.Parameters.Order().Zip(taught.Parameters.Order()), pair =>
            Assert.Equal(expected[pair.First].Data!.Span<float>().ToArray(), taught[pair.Second].Data!.Span<float>().ToArray())
        );
    }

    [Fact]
    public void The_run_knew_how_many_trainings_there_would_be() => Assert.All(_run.Said.Plans, plan => Assert.Equal(7, plan.Trainings));

    private double Rate(string arm) => _run.Arm(arm).Seeds[0].Epochs[0].LearningRate;

    private double Loss(string arm) => _run.Arm(arm).Seeds[0].Epochs[0].TotalLoss;
}
