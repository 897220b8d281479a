using Decant.Losses;

namespace Decant.Tests.Losses;

public sealed class LabelSmoothingLossTests
{
    private static readonly LabelSmoothingLoss s_loss = new();

    [Theory]
    [InlineData(0, 1.716574977020)] // hard labels
    [InlineData(0.1, 1.736574977020)]
    public void The_value_is_that_of_the_formula(double smoothing, double expected)
    {
        Assert.Equal(expected, Golden(smoothing).Value, 1e-9);
    }

    [Fact]
    public void The_gradient_equals_central_differences()
    {
        LossFormula.Near(LossFormula.Differences(With(0.3)), Golden(0.3).Gradient, 1e-8);
    }

    [Fact]
    public void A_sample_without_a_label_is_left_out_of_the_mean()
    {
        var (value, gradient) = LossFormula.Of(With(0.1), GoldenInputs.Student, GoldenInputs.Teacher, [0, -1, 1]);
        double[,] labelled =
        {
            { 1, 2, -1, 0.5 },
            { 2.5, 0.3, -0.7, 1.2 },
        };

        Assert.Equal(LossFormula.Of(With(0.1), labelled, labelled, [0, 1]).Value, value, 1e-12);
        Assert.All(Enumerable.Range(0, 4), c => Assert.Equal(0, gradient[1, c]));
    }

    [Fact]
    public void A_batch_without_labels_has_no_loss_and_no_gradient()
    {
        var (value, gradient) = LossFormula.Of(With(0.1), GoldenInputs.Student, GoldenInputs.Teacher, [-1, -1, -1]);

        Assert.Equal(0, value);
        LossFormula.Near(new double[3, 4], gradient, 0);
    }

    [Fact]
    public void A_constant_added_to_the_logits_of_a_sample_changes_nothing()
    {
        var shifted = LossFormula.Map(GoldenInputs.Student, (n, z) => z - (50 * n) + 4);
        Assert.Equal(Golden(0.1).Value, LossFormula.Of(With(0.1), shifted, GoldenInputs.Teacher, GoldenInputs.Labels).Value, 1e-12);
    }

    [Fact]
    public void Logits_of_ten_thousand_give_a_finite_loss()
    {
        // −(1 − ε)·0 − (ε/2)·(0 − 2e4) with ε = 0.1
        Assert.Equal(
            1000,
            LossFormula
                .Of(
                    With(0.1),
                    new double[,]
                    {
                        { 1e4, -1e4 },
                    },
                    new double[,]
                    {
                        { 0, 0 },
                    },
                    [0]
                )
                .Value,
            1e-9
        );
    }

    private static LabelSmoothingLoss With(double smoothing) => new() { Smoothing = smoothing };

    private static (double Value, double[,] Gradient) Golden(double smoothing) =>
        LossFormula.Of(With(smoothing), GoldenInputs.Student, GoldenInputs.Teacher, GoldenInputs.Labels);
}
