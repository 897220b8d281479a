using Decant.Losses;

namespace Decant.Tests.Losses;

public sealed class DkdLossTests
{
    private static readonly DkdLoss s_loss = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Per_sample_KL_is_the_part_of_the_label_plus_the_rest_of_the_probability_times_the_part_of_the_others(double temperature)
    {
        var target = new DkdLoss { Temperature = temperature, OtherWeight = 0 };
        var others = target with { TargetWeight = 0, OtherWeight = 1 };
        var whole = new SoftTargetsLoss { Temperature = temperature };
        for (var n = 0; n < 3; n++)
        {
            double[,] student = Row(GoldenInputs.Student, n),
                teacher = Row(GoldenInputs.Teacher, n);
            int[] label = [GoldenInputs.Labels[n]];
            var exponentials = Enumerable.Range(0, 4).Select(c => Math.Exp(teacher[0, c] / temperature)).ToArray();
            var rest = 1 - (exponentials[label[0]] / exponentials.Sum());

            // T² multiplies both sides.
            Assert.Equal(
                LossFormula.Of(whole, student, teacher, label).Value,
                LossFormula.Of(target, student, teacher, label).Value + (rest * LossFormula.Of(others, student, teacher, label).Value),
                1e-12
            );
        }
    }

    [Fact]
    public void A_sample_without_a_label_is_left_out_of_the_mean()
    {
        var (value, gradient) = LossFormula.Of(s_loss, GoldenInputs.Student, GoldenInputs.Teacher, [0, -1, 1]);
        var first = LossFormula.Of(s_loss, Row(GoldenInputs.Student, 0), Row(GoldenInputs.Teacher, 0), [0]).Value;
        var third = LossFormula.Of(s_loss, Row(GoldenInputs.Student, 2), Row(GoldenInputs.Teacher, 2), [1]).Value;

        Assert.Equal((first + third) / 2, value, 1e-12);
        Assert.All(Enumerable.Range(0, 4), c => Assert.Equal(0, gradient[1, c]));
        Assert.NotEqual(0, gradient[0, 0]);
    }

    [Fact]
    public void A_batch_without_labels_has_no_loss_and_no_gradient()
    {
        var (value, gradient) = LossFormula.Of(s_loss, GoldenInputs.Student, GoldenInputs.Teacher, [-1, -1, -1]);

        Assert.Equal(0, value);
        LossFormula.Near(new double[3, 4], gradient, 0);
    }

    private static double[,] Row(double[,] numbers, int n) =>
        new[,]
        {
            { numbers[n, 0], numbers[n, 1], numbers[n, 2], numbers[n, 3] },
        };
}
