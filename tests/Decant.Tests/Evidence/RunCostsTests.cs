using Decant.Evidence;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Evidence;

/// <summary>
/// The sample run: 13.5 s of training, 3.6 mJ an answer of the teacher, 0.18 mJ of the student, at batch 64 in 2304 and 128 µs.
/// </summary>
public sealed class RunCostsTests
{
    private static readonly CostRates s_rates = new()
    {
        Watts = 100,
        PricePerKilowattHour = 0.36,
        GramsPerKilowattHour = 500,
    };

    [Fact]
    public void A_million_answers_cost_their_joules_by_the_stated_rates()
    {
        var costs = RunCosts.Of(SampleRun.OfDigits(1) with { Rates = s_rates })!;

        // 3600 J are a watt hour.
        Near(new Expense(0.001, 0.5, 0.00036), costs.Teacher);
        Near(new Expense(0.00005, 0.025, 0.000018), costs.Student);
    }

    [Fact]
    public void Making_the_student_is_its_training_and_what_the_teacher_said_before_by_watts()
    {
        var run = SampleRun.OfDigits(1) with { Rates = s_rates };
        var stored = new StoreFacts
        {
            Folder = "store",
            Encoding = "f16",
            Answers = 1,
            Views = 1,
            Seconds = 4.5,
            BytesPerAnswer = 1,
        };
        var assistant = run.Arms[1] with { Name = "assistant-1" };

        // 13.5 s · 100 W = 1350 J.
        Near(new Expense(0.000375, 0.1875, 0.000135), RunCosts.Of(run)!.Making);
        // 13.5 s + 4.5 s + 13.5 s.
        Assert.Equal(31.5, RunCosts.Of(run with { Stores = [stored], Arms = [.. run.Arms, assistant] })!.MakingTime.TotalSeconds, 9);
        // 91.25 s · 100 W; 171.4 s · 100 W.
        Near(new Expense(9125 / 3.6e6, 9125 / 3.6e6 * 500, 9125 / 3.6e6 * 0.36), RunCosts.Of(run)!.TeacherMaking);
        Near(new Expense(17140 / 3.6e6, 17140 / 3.6e6 * 500, 17140 / 3.6e6 * 0.36), RunCosts.Of(run)!.Whole);
    }

    [Fact]
    public void The_student_has_paid_when_the_answers_have_saved_what_making_it_cost()
    {
        var run = SampleRun.OfDigits(1) with { Rates = s_rates };

        // 0.000135 / (0.00036 − 0.000018) of a million.
        Assert.Equal(394_736.8, RunCosts.Of(run)!.PaysAfter!.Value, 0.1);
        // Where energy costs nothing, in energy: the same number.
        Assert.Equal(394_736.8, RunCosts.Of(run with { Rates = s_rates with { PricePerKilowattHour = 0 } })!.PaysAfter!.Value, 0.1);
    }

    [Fact]
    public void An_hour_of_the_machine_has_its_price_too()
    {
        var costs = RunCosts.Of(SampleRun.OfDigits(1) with { Rates = s_rates with { PricePerKilowattHour = 0, PricePerHour = 7.2 } })!;

        // 15,625 calls: 36 s and 2 s; 13.5 s of training.
        Assert.Equal(0.072, costs.Teacher!.Value.Money, 12);
        Assert.Equal(0.004, costs.Student!.Value.Money, 12);
        Assert.Equal(0.027, costs.Making.Money, 12);
        Assert.Equal(1e6 * 0.027 / 0.068, costs.PaysAfter!.Value, 6);
    }

    [Fact]
    public void A_student_whose_answers_are_no_cheaper_never_pays()
    {
        var run = SampleRun.OfDigits(1);
        var dear = run.Arms[1].Seeds[0] with { Model = run.Arms[0].Seeds[0].Model };

        Assert.Null(RunCosts.Of(run with { Arms = [run.Arms[0], run.Arms[1] with { Seeds = [dear] }] })!.PaysAfter);
    }

    [Fact]
    public void What_is_not_known_is_not_made_up()
    {
        var run = SampleRun.WithAccuracies([0.9], [0.9], [0.8]);
        var costs = RunCosts.Of(run)!;

        Assert.Null(costs.Teacher);
        Assert.Null(costs.Student);
        Assert.Null(costs.PaysAfter);
        Assert.Null(RunCosts.Of(run with { Arms = [run.Arms[0]] }));
        var given = run.Arms[0].Seeds[0] with { Origin = ModelOrigin.Given };
        Assert.Null(RunCosts.Of(run with { Arms = [run.Arms[0] with { Seeds = [given] }, run.Arms[1]] })!.TeacherMaking);
    }

    private static void Near(Expense expected, Expense? cost)
    {
        Assert.Equal(expected.KilowattHours, cost!.Value.KilowattHours, 12);
        Assert.Equal(expected.Grams, cost.Value.Grams, 12);
        Assert.Equal(expected.Money, cost.Value.Money, 12);
    }
}
