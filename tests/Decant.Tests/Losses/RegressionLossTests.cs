using Decant.Losses;

namespace Decant.Tests.Losses;

/// <summary>Losses on predicted numbers, against plain loops.</summary>
public sealed class RegressionLossTests
{
    [Fact]
    public void Regression_is_the_mean_squared_difference_from_the_teacher()
    {
        var sum = 0.0;
        for (var n = 0; n < 3; n++)
        {
            for (var d = 0; d < 4; d++)
            {
                sum += Math.Pow(GoldenInputs.Student[n, d] - GoldenInputs.Teacher[n, d], 2);
            }
        }

        Assert.Equal(sum / 12, LossFormula.Of(new RegressionLoss(), GoldenInputs.Logits).Value, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(100)]
    public void Bounded_regression_counts_what_is_not_nearer_to_the_truth_than_the_teacher_by_the_margin(double margin)
    {
        var (sum, gradient) = (0.0, new double[12]);
        for (var i = 0; i < 12; i++)
        {
            var (s, t, y) = (GoldenInputs.Student[i / 4, i % 4], GoldenInputs.Teacher[i / 4, i % 4], GoldenInputs.Targets[i / 4, i % 4]);
            if (((s - y) * (s - y)) + margin > (t - y) * (t - y))
            {
                sum += (s - y) * (s - y);
                gradient[i] = 2 * (s - y) / 12;
            }
        }

        var result = LossFormula.Of(new BoundedRegressionLoss { Margin = margin }, GoldenInputs.Logits);
        Assert.Equal(sum / 12, result.Value, 1e-12);
        LossFormula.Near(gradient, result.Gradient, 1e-12);
    }

    [Fact]
    public void A_student_as_good_as_the_teacher_costs_nothing_without_a_margin_and_all_with_one()
    {
        var inputs = new Dictionary<string, LossArray>(GoldenInputs.Logits) { ["student"] = GoldenInputs.Teacher };
        Assert.Equal(0, LossFormula.Of(new BoundedRegressionLoss(), inputs).Value);
        Assert.True(LossFormula.Of(new BoundedRegressionLoss { Margin = 1e-6 }, inputs).Value > 0.1);
    }
}
