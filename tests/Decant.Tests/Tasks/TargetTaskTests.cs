using Decant.Data;
using Decant.Data.Digits;
using Decant.Engine;
using Decant.Tasks;

namespace Decant.Tests.Tasks;

public sealed class TargetTaskTests
{
    private static readonly MemoryImages s_digits = DigitImages.Draw(1, "train", 40, 0.5);

    [Fact]
    public void The_only_target_set_that_fits_needs_no_name()
    {
        var goal = LearningTasks.Of("image-multi-label").Goal(s_digits, null);

        Assert.Equal("strokes", goal.Targets!.Name);
        Assert.Equal("image-multi-label", goal.Task.Name);
        Assert.Equal("", goal.Unit);
    }

    [Fact]
    public void A_named_target_set_tells_its_columns_and_its_unit()
    {
        var goal = LearningTasks.Of("image-regression").Goal(s_digits, "slant");

        Assert.Equal(["slant (degrees)"], goal.Names(s_digits));
        Assert.Equal("degrees", goal.Unit);
    }

    [Theory]
    [InlineData("image-regression", null, "needs to know which of these to learn: slant (slant (degrees)); thickness (thickness (pixels))")]
    [InlineData("image-regression", "slannt", "'slannt'")]
    [InlineData("image-regression", "slannt", "slant, thickness")]
    [InlineData("image-regression", "strokes", "They are: slant")]
    [InlineData("image-classification", "slant", "learns the classes of 'digits train', received 'slant'")]
    public void A_target_that_is_not_there_is_told_with_those_that_are(string task, string? target, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<DecantException>(() => LearningTasks.Of(task).Goal(s_digits, target)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Data_without_targets_are_refused()
    {
        var rows = new MemoryTable("rows", ["x"], [1, 2], [0, 1], ["a", "b"]);
        Assert.Contains(
            "'rows' has none",
            Assert.Throws<DecantException>(() => LearningTasks.Of("table-regression").Goal(rows, null)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_the_same_for_every_sample_cannot_be_learnt()
    {
        var same = Enumerable.Range(0, 40).Where(i => s_digits.Label(i) == 0).ToArray();
        var zeros = new Subset("zeros", s_digits, same);
        var task = LearningTasks.Of("image-multi-label");

        var problem = Assert.Throws<DecantException>(() => task.Check(new DataSplits(zeros, zeros, zeros, []), task.Goal(zeros, null)));

        Assert.Contains("is the same for every training sample of 'zeros'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_knows_is_not_a_number_and_not_in_the_statistics()
    {
        var slant = DigitImages.Slant;
        var half = new Subset("half", s_digits, [.. Enumerable.Range(0, 20)]);
        var joined = new Joined("both", half, new WithoutLabels(new Subset("rest", s_digits, [.. Enumerable.Range(20, 20)])));
        var truth = new float[1];
        joined.ReadTargets(slant, 30, truth);

        Assert.True(float.IsNaN(truth[0]));
        Assert.Equal(TargetStatistics.Of(half, slant).Mean, TargetStatistics.Of(joined, slant).Mean);
        Assert.Equal(TargetStatistics.Of(half, slant).Deviation, TargetStatistics.Of(joined, slant).Deviation);
    }

    [Fact]
    public void Mean_and_deviation_are_those_of_the_formula()
    {
        var numbers = new double[40];
        var truth = new float[1];
        for (var i = 0; i < 40; i++)
        {
            s_digits.ReadTargets(DigitImages.Thickness, i, truth);
            numbers[i] = truth[0];
        }

        var (mean, deviation) = TargetStatistics.Of(s_digits, DigitImages.Thickness);
        Assert.Equal(numbers.Average(), mean[0], 1e-12);
        Assert.Equal(Math.Sqrt(numbers.Average(number => Math.Pow(number - numbers.Average(), 2))), deviation[0], 1e-12);
    }
}
