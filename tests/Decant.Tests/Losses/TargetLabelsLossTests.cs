using Decant.Engine.Graphs;
using Decant.Losses;

namespace Decant.Tests.Losses;

/// <summary><c>hard-labels</c> where the truth is not a class: labels of which several are true, and numbers.</summary>
public sealed class TargetLabelsLossTests
{
    private static readonly HardLabelsLoss s_loss = new();
    private static readonly double[,] s_answers =
    {
        { 0.4, -1.5 },
        { 2, 0.1 },
        { -0.7, 3 },
    };
    private static readonly double[,] s_labels =
    {
        { 1, 0 },
        { 0, 1 },
        { 1, 1 },
    };
    private static readonly double[,] s_numbers =
    {
        { 0.1, -1 },
        { 2.5, 0.3 },
        { 0, 2 },
    };

    [Fact]
    public void Of_labels_it_is_the_mean_binary_cross_entropy_over_samples_and_labels()
    {
        var sum = 0.0;
        for (var n = 0; n < 3; n++)
        {
            for (var c = 0; c < 2; c++)
            {
                var q = 1 / (1 + Math.Exp(-s_answers[n, c]));
                sum += (-s_labels[n, c] * Math.Log(q)) - ((1 - s_labels[n, c]) * Math.Log(1 - q));
            }
        }

        Assert.Equal(sum / 6, Of("multi-label", s_labels).Value, 1e-12);
    }

    [Fact]
    public void Of_numbers_it_is_the_mean_squared_difference_over_samples_and_numbers() =>
        // ((.3)² + (.5)² + (.5)² + (.2)² + (.7)² + 1²) / 6
        Assert.Equal((0.09 + 0.25 + 0.25 + 0.04 + 0.49 + 1) / 6, Of("regression", s_numbers).Value, 1e-12);

    [Fact]
    public void Gradients_equal_central_differences()
    {
        LossFormula.Near(
            LossFormula.Differences(s_loss, Inputs(s_labels), task: "multi-label"),
            Of("multi-label", s_labels).Gradient,
            1e-8
        );
        LossFormula.Near(
            LossFormula.Differences(s_loss, Inputs(s_numbers), task: "regression"),
            Of("regression", s_numbers).Gradient,
            1e-8
        );
    }

    [Fact]
    public void A_number_that_nobody_knows_is_left_out_of_mean_and_gradient()
    {
        double[,] some =
        {
            { 0.1, double.NaN },
            { double.NaN, 0.3 },
            { double.NaN, double.NaN },
        };
        var result = Of("regression", some);

        Assert.Equal((0.09 + 0.04) / 2, result.Value, 1e-12);
        LossFormula.Near([0.3, 0, 0, -0.2, 0, 0], result.Gradient, 1e-12); // 2·(s − y)/2
    }

    [Theory]
    [InlineData("multi-label")]
    [InlineData("regression")]
    public void Where_nothing_is_known_there_is_nothing_to_learn(string task)
    {
        double[,] none =
        {
            { double.NaN, double.NaN },
            { double.NaN, double.NaN },
            { double.NaN, double.NaN },
        };
        var result = Of(task, none);

        Assert.Equal(0, result.Value);
        Assert.Equal(new double[6], result.Gradient);
    }

    [Fact]
    public void Extreme_logits_stay_finite_and_exact_in_float32()
    {
        double[,] extreme =
        {
            { 1e4, -1e4 },
            { -1e4, 1e4 },
            { 1e4, 1e4 },
        };
        var inputs = new Dictionary<string, LossArray> { ["student"] = extreme, ["targets"] = s_labels };

        var result = LossFormula.Of(s_loss, inputs, ElementType.Float32, "multi-label");

        Assert.Equal(0, result.Value, 1e-6); // every label is answered rightly and with certainty
        Assert.All(result.Gradient, number => Assert.Equal(0, number, 1e-6));
    }

    [Fact]
    public void A_bounded_regression_leaves_out_what_nobody_knows_too()
    {
        double[,] some =
        {
            { 0.1, double.NaN },
            { double.NaN, 0.3 },
            { double.NaN, double.NaN },
        };
        var inputs = new Dictionary<string, LossArray>
        {
            ["student"] = s_answers,
            ["teacher"] = s_numbers,
            ["targets"] = some,
        };

        var result = LossFormula.Of(new BoundedRegressionLoss(), inputs);

        Assert.Equal((0.09 + 0.04) / 2, result.Value, 1e-12); // the teacher is exact here, so every error counts
        Assert.All(result.Gradient, number => Assert.True(double.IsFinite(number)));
    }

    private static Dictionary<string, LossArray> Inputs(double[,] targets) => new() { ["student"] = s_answers, ["targets"] = targets };

    private static LossResult Of(string task, double[,] targets) => LossFormula.Of(s_loss, Inputs(targets), task: task);
}
