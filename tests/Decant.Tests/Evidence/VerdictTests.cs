using Decant.Evidence;
using Decant.Tests.Runs;

namespace Decant.Tests.Evidence;

public class VerdictTests
{
    [Fact]
    public void A_gain_beyond_chance_is_said_with_its_interval()
    {
        var verdict = Of(teacher: [0.99], distilled: [0.980, 0.982, 0.984], scratch: [0.970, 0.974, 0.972]);

        Assert.Equal(Outcome.Helped, verdict.Outcome);
        Assert.Equal(
            "Distillation improved accuracy by 1.00 points against the same student trained without a teacher " +
            "(mean of 3 paired seeds, 95 % interval 0.50 to 1.50). " +
            "The student keeps 99.2 % of the teacher's accuracy with 7.7 % of its parameters (98.20 % against 99.00 %). " +
            "Distillation closed 55.6 % of the gap between the student alone and the teacher.",
            verdict.Text);
    }

    [Fact]
    public void One_seed_says_that_it_has_no_interval_and_what_to_do()
    {
        var verdict = Of([0.99], distilled: [0.98], scratch: [0.97]);

        Assert.Equal(Outcome.OneSeed, verdict.Outcome);
        Assert.EndsWith("One seed: no interval, so chance is not ruled out; run with compare.seeds: 3.", verdict.Gained);
    }

    [Fact]
    public void A_gain_that_chance_explains_is_not_called_one()
    {
        var verdict = Of([0.99], distilled: [0.980, 0.970, 0.978], scratch: [0.970, 0.974, 0.976]);

        Assert.Equal(Outcome.Unclear, verdict.Outcome);
        Assert.Contains("the interval holds zero", verdict.Gained);
        Assert.Contains("95 % interval −1.48 to 2.01", verdict.Gained);
    }

    [Fact]
    public void A_loss_is_told_as_a_loss()
    {
        var verdict = Of([0.99], distilled: [0.970, 0.974, 0.972], scratch: [0.980, 0.982, 0.984]);

        Assert.Equal(Outcome.Hurt, verdict.Outcome);
        Assert.StartsWith("Distillation worsened accuracy by 1.00 points", verdict.Gained);
        Assert.Contains("interval 0.50 to 1.50", verdict.Gained);
        Assert.Equal("It closed none of the gap between the student alone and the teacher.", verdict.Gap);
    }

    [Fact]
    public void No_difference_is_called_no_change()
    {
        Assert.StartsWith("Distillation did not change accuracy against", Of([0.99], [0.98, 0.97], [0.98, 0.97]).Gained);
    }

    [Fact]
    public void Without_a_control_arm_it_says_what_is_not_known()
    {
        var verdict = Of([0.99], distilled: [0.98], scratch: []);

        Assert.Equal(Outcome.NoControl, verdict.Outcome);
        Assert.Contains("Whether distillation helped is not known", verdict.Gained);
        Assert.Null(verdict.Gap);
    }

    [Fact]
    public void A_teacher_that_is_no_better_than_the_student_alone_is_said()
    {
        Assert.Contains("no gap to close", Of([0.97], [0.98], [0.975]).Gap);
    }

    [Fact]
    public void A_student_that_overtakes_its_teacher_is_said()
    {
        Assert.Equal("The student overtook its teacher.", Of([0.98], [0.985], [0.975]).Gap);
    }

    private static Verdict Of(double[] teacher, double[] distilled, double[] scratch) =>
        Verdict.Of(DistillationEvidence.Of(SampleRun.WithAccuracies(teacher, distilled, scratch))!);
}
