using Decant.Evidence;
using Decant.Runs;
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
            "Distillation improved accuracy by 1.00 points against the same student trained without a teacher "
                + "(mean of 3 paired seeds, 95 % interval 0.50 to 1.50). "
                + "The student keeps 99.2 % of the teacher's accuracy with 7.7 % of its parameters (98.20 % against 99.00 %). "
                + "It is worse than its teacher (90 % interval of the difference −1.14 to −0.46). "
                + "Distillation closed 55.6 % of the gap between the student alone and the teacher.",
            verdict.Text
        );
    }

    [Fact]
    public void One_seed_says_that_it_has_no_interval_and_what_to_do()
    {
        var verdict = Of([0.99], distilled: [0.98], scratch: [0.97]);

        Assert.Equal(Outcome.NotEnoughSeeds, verdict.Outcome);
        Assert.EndsWith("One seed: no interval, so chance is not ruled out; run with compare.seeds: 3.", verdict.Gained);
    }

    [Fact]
    public void A_gain_that_chance_explains_is_not_called_one()
    {
        var verdict = Of([0.99], distilled: [0.980, 0.970, 0.978], scratch: [0.970, 0.974, 0.976]);

        Assert.Equal(Outcome.NotEnoughSeeds, verdict.Outcome);
        Assert.Contains("the interval contains zero", verdict.Gained);
        Assert.Contains("95 % interval −1.48 to 2.01", verdict.Gained);
    }

    [Fact]
    public void A_loss_is_told_as_a_loss()
    {
        var verdict = Of([0.99], distilled: [0.970, 0.974, 0.972], scratch: [0.980, 0.982, 0.984]);

        Assert.Equal(Outcome.Hurt, verdict.Outcome);
        Assert.StartsWith("Distillation worsened accuracy by 1.00 points", verdict.Gained);
        Assert.Contains("interval of the gain −1.50 to −0.50", verdict.Gained);
        Assert.Equal("It closed none of the gap between the student alone and the teacher.", verdict.Gap);
    }

    // Of two classes in 1000 samples, one fills about a half.
    [Fact]
    public void A_teacher_that_guesses_has_nothing_to_be_kept()
    {
        var evidence = DistillationEvidence.Of(SampleRun.WithAccuracies([0.5], [0.66], [0.65]))!;
        var verdict = Verdict.Of(evidence);

        Assert.True(evidence.IsTeacherAtChance);
        Assert.Null(evidence.Retention);
        Assert.Equal(
            "The teacher is no better than guessing (50.00 % accuracy), so there was nothing to hand over: "
                + "train it longer, or check its file, the order of its classes and its preprocessing.",
            verdict.Kept
        );
        Assert.Null(verdict.Gap);
    }

    [Fact]
    public void No_difference_is_called_no_change()
    {
        Assert.StartsWith("Distillation did not change accuracy against", Of([0.99], [0.98, 0.97], [0.98, 0.97]).Gained);
    }

    // 600 images, 60 of them for the test: two of them more or less are no result.
    [Fact]
    public void A_difference_of_a_few_samples_is_not_enough_to_tell()
    {
        var verdict = Verdict.Of(DistillationEvidence.Of(WithSamples([56.0 / 60], [54.0 / 60], onlyDistilled: 4, onlyScratch: 2))!);

        Assert.Equal(Outcome.TooFewSamples, verdict.Outcome);
        Assert.Equal(
            "Distillation improved accuracy by 3.30 points against the same student trained without a teacher, but "
                + "that is 4 against 2 of 60 test samples that only one of the two gets right, "
                + "which chance explains (exact test of McNemar, p = 0.69): not enough samples to tell. Give more "
                + "test samples (data.test), or more data.",
            verdict.Gained
        );
    }

    [Fact]
    public void Seeds_that_agree_on_too_few_samples_do_not_help()
    {
        var verdict = Verdict.Of(
            DistillationEvidence.Of(
                WithSamples([56.0 / 60, 56.0 / 60, 56.1 / 60], [54.0 / 60, 54.1 / 60, 54.0 / 60], onlyDistilled: 4, onlyScratch: 2)
            )!
        );

        Assert.Equal(Outcome.TooFewSamples, verdict.Outcome);
        Assert.Contains(
            "12 against 6 of 60 test samples that only one of the two gets right, over 3 seeds, which chance "
                + "explains (95 % interval over the samples −",
            verdict.Gained,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_difference_of_many_samples_is_told_as_before()
    {
        var verdict = Verdict.Of(DistillationEvidence.Of(WithSamples([0.9], [0.7], onlyDistilled: 14, onlyScratch: 2))!);

        Assert.Equal(Outcome.NotEnoughSeeds, verdict.Outcome);
    }

    [Fact]
    public void A_student_that_is_larger_than_its_teacher_is_not_told_as_a_share()
    {
        var run = SampleRun.WithAccuracies([0.9], [0.8], [0.7]);
        var large = run.Arms.Select(arm =>
            arm.Name != ArmNames.Distilled
                ? arm
                : arm with
                {
                    Seeds = [.. arm.Seeds.Select(seed => seed with { Model = seed.Model with { Parameters = 341_000_000 } })],
                }
        );

        Assert.Contains(
            "of the teacher's accuracy, and has 170.50 times its parameters",
            Verdict.Of(DistillationEvidence.Of(run with { Arms = [.. large] })!).Kept,
            StringComparison.Ordinal
        );
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

    // Sixty samples, of which one of the two alone is right on the first ones.
    private static Run WithSamples(double[] distilled, double[] scratch, int onlyDistilled, int onlyScratch)
    {
        var run = SampleRun.WithAccuracies([0.99], distilled, scratch);
        ArmResult Right(ArmResult arm, Func<int, bool> isRight) =>
            arm with
            {
                Seeds =
                [
                    .. arm.Seeds.Select(seed =>
                        seed with
                        {
                            Test = seed.Test with { Correct = [.. Enumerable.Range(0, 60).Select(isRight)] },
                        }
                    ),
                ],
            };
        return run with
        {
            Arms =
            [
                .. run.Arms.Select(arm =>
                    arm.Name == ArmNames.Distilled
                        ? Right(arm, n => n < onlyDistilled || n >= onlyDistilled + onlyScratch)
                        : Right(arm, n => n >= onlyDistilled)
                ),
            ],
        };
    }

    [Fact]
    public void Several_arms_have_a_sentence_each_and_one_on_all()
    {
        var run = SampleRun.WithAccuracies([0.99], [0.980, 0.982, 0.984], [0.970, 0.974, 0.972]);
        var longer = run.Arm(ArmNames.Scratch)! with { Name = "longer" };
        var better = run.Arm(ArmNames.Distilled)! with { Name = "label-smoothing" };
        var verdict = Verdict.Of(DistillationEvidence.Of(run with { Arms = [.. run.Arms, longer, better] })!);

        Assert.Contains("p = 0.039 corrected for 3 arms", verdict.Gained, StringComparison.Ordinal);
        Assert.Contains("Against the student alone, trained longer by what the teacher's answers cost: 1.00 points better", verdict.Others);
        Assert.Contains("Against the student alone with smoothed labels: 0.00 points better", verdict.Others);
        Assert.EndsWith("As a whole distillation made no difference that matters: label-smoothing did as well.", verdict.Others);
        Assert.Equal(Outcome.NoDifference, verdict.Outcome);
    }

    [Fact]
    public void A_second_look_is_told_with_its_own_interval()
    {
        var run = SampleRun.WithAccuracies([0.99], [0.980, 0.982, 0.984], [0.970, 0.974, 0.972]) with { Looks = [2, 3] };

        // t for two degrees of freedom at 97.5 % is 6.205: 0.010 ± 6.205·0.002/√3.
        Assert.Contains("97.5 % interval 0.28 to 1.72", Verdict.Of(DistillationEvidence.Of(run)!).Gained, StringComparison.Ordinal);
    }

    private static Verdict Of(double[] teacher, double[] distilled, double[] scratch) =>
        Verdict.Of(DistillationEvidence.Of(SampleRun.WithAccuracies(teacher, distilled, scratch))!);
}
