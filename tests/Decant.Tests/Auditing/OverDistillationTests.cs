using Decant.Losses;
using Decant.Pipeline;
using Decant.Runs;

namespace Decant.Tests.Auditing;

/// <summary>Arms whose right and wrong answers are written down; so is what a run would do.</summary>
public sealed class OverDistillationTests
{
    private const int Samples = 1000;
    private const int Mistakes = 100;

    private static readonly DistillationLoss[] s_terms = [new SoftTargetsLoss()];

    // The teacher is wrong on the first hundred; the student on 80 of them, and alone on 40.
    [Fact]
    public void A_student_that_learnt_its_teachers_mistakes_is_named()
    {
        var problem = Assert.Single(OverDistillation.Problems(Arms(distilled: 80, alone: 40, elsewhere: 20), s_terms));

        Assert.Contains("of 100 test samples that the teacher gets wrong it gets 80 wrong, and 40", problem, StringComparison.Ordinal);
    }

    // Hard samples are hard for both.
    [Theory]
    [InlineData(80, 78, 20)]
    [InlineData(80, 80, 20)]
    [InlineData(40, 80, 20)]
    public void A_student_that_errs_where_it_would_anyway_is_not(int distilled, int alone, int elsewhere) =>
        Assert.Empty(OverDistillation.Problems(Arms(distilled, alone, elsewhere), s_terms));

    // It pays for more mistakes of the teacher with fewer of its own: 80 + 20 wrong, alone 40 + 300.
    [Fact]
    public void A_student_that_is_better_in_all_is_not() =>
        Assert.Empty(OverDistillation.Problems(Arms(distilled: 80, alone: 40, elsewhere: 20, aloneElsewhere: 300), s_terms));

    [Theory]
    [InlineData(0.90, 0.80, true)]
    [InlineData(0.90, 0.89, false)]
    [InlineData(0.80, 0.90, false)]
    public void Validation_that_falls_while_the_student_comes_closer_is_named(double before, double after, bool isNamed)
    {
        var arm = new ArmResult
        {
            Name = ArmNames.Distilled,
            Seeds = [Seed([]) with { Epochs = [Epoch(1, before, 0.5), Epoch(2, after, 0.3)], ChosenEpoch = 2 }],
        };

        Assert.Equal(
            isNamed,
            OverDistillation.Problems([arm], s_terms).Any(one => one.Contains("came closer to its teacher", StringComparison.Ordinal))
        );
    }

    private static ArmResult[] Arms(int distilled, int alone, int elsewhere, int? aloneElsewhere = null) =>
        [
            Arm(ArmNames.Teacher, n => n < Mistakes),
            Arm(ArmNames.Distilled, n => n < distilled || (n >= Mistakes && n < Mistakes + elsewhere)),
            Arm(ArmNames.Scratch, n => n < alone || (n >= Mistakes && n < Mistakes + (aloneElsewhere ?? elsewhere))),
        ];

    private static ArmResult Arm(string name, Func<int, bool> isWrong) =>
        new() { Name = name, Seeds = [Seed([.. Enumerable.Range(0, Samples).Select(n => !isWrong(n))])] };

    private static SeedResult Seed(bool[] correct) =>
        new(ModelOrigin.Trained)
        {
            Seed = 1,
            Model = null!,
            Test = new EvaluationResult
            {
                Samples = correct.Length,
                Measures = [],
                Correct = correct,
            },
        };

    private static EpochRecord Epoch(int epoch, double accuracy, double loss) =>
        new()
        {
            Arm = ArmNames.Distilled,
            Seed = 1,
            Epoch = epoch,
            TotalLoss = loss,
            LossTerms = [new NamedValue("soft-targets", loss)],
            LearningRate = 0.1,
            SamplesPerSecond = 1,
            Validation = [new NamedValue(NamedValue.Accuracy, accuracy)],
            Duration = TimeSpan.FromSeconds(1),
        };
}
