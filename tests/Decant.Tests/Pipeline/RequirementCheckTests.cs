using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Pipeline;

public class RequirementCheckTests
{
    private static readonly Run s_run = SampleRun.OfDigits();

    [Fact]
    public void Measures_are_those_of_the_file_that_is_taken_away()
    {
        var student = s_run.Arm(ArmNames.Distilled)!.Seeds[0];

        Assert.Equal(student.Test.Metric("accuracy"), Measured("accuracy: 0.9"));
        Assert.Equal(
            student.Test.Metric("accuracy") / s_run.Arm(ArmNames.Teacher)!.Seeds[0].Test.Metric("accuracy"),
            Measured("retention: 0.9")
        );
        Assert.Equal(474_530, Measured("size: 1 MB"));
        Assert.Equal(21e-6, Measured("latency-p50: 1 ms")!.Value, 1e-12);
        Assert.Equal(33e-6, Measured("latency-p95: 1 ms")!.Value, 1e-12);
    }

    // From the matrix of confusions, and not from the table that is read.
    [Fact]
    public void The_worst_class_is_found_from_what_was_taken_for_what()
    {
        var confusion = s_run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Confusion!;
        var worst = Enumerable
            .Range(0, 10)
            .Min(label => (double)confusion[label, label] / Enumerable.Range(0, 10).Sum(answer => confusion[label, answer]));

        Assert.Equal(worst, Measured("worst-class-recall: 0.5")!.Value, 1e-12);
    }

    [Fact]
    public void What_could_not_be_measured_is_not_met()
    {
        var student = s_run.Arm(ArmNames.Distilled)!;
        var untimed = student.Seeds[0] with { Model = student.Seeds[0].Model with { Latencies = [] } };
        var result = Result("latency-p99: 1 s", [student with { Seeds = [untimed] }]);

        Assert.Null(result.Measured);
        Assert.False(result.IsMet);
    }

    [Theory]
    [InlineData("accuracy: 0.98", true)]
    [InlineData("accuracy: 0.99", false)]
    [InlineData("negative-log-likelihood: 5", true)]
    [InlineData("negative-log-likelihood: 0.000001", false)]
    [InlineData("size: 500 kB", true)]
    [InlineData("size: 400 kB", false)]
    public void More_is_better_of_accuracy_and_less_of_errors_and_costs(string requirement, bool isMet) =>
        Assert.Equal(isMet, Result(requirement).IsMet);

    private static double? Measured(string requirement) => Result(requirement).Measured;

    private static RequirementResult Result(string requirement, IReadOnlyList<ArmResult>? arms = null) =>
        Assert.Single(
            RequirementCheck.Of(
                RecipeReader.ReadText(
                    $$"""
                    data: { source: digits }
                    teacher: { train: { model: mlp } }
                    student: { model: mlp }
                    require: { {{requirement}} }
                    """
                ),
                arms ?? s_run.Arms,
                s_run.Metric,
                []
            )
        );
}
