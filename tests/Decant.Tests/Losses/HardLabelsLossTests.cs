using Decant.Losses;

namespace Decant.Tests.Losses;

public sealed class HardLabelsLossTests
{
    private static readonly HardLabelsLoss s_loss = new();

    [Fact]
    public void The_value_is_that_of_the_formula()
    {
        Assert.Equal(1.716574977020, Golden().Value, 1e-9);
    }

    [Fact]
    public void The_gradient_is_q_minus_the_label_over_N_and_equals_central_differences()
    {
        var gradient = Golden().Gradient;
        var expected = new double[3, 4];
        for (var n = 0; n < 3; n++)
        {
            var sum = Enumerable.Range(0, 4).Sum(c => Math.Exp(GoldenInputs.Student[n, c]));
            for (var c = 0; c < 4; c++)
            {
                expected[n, c] = ((Math.Exp(GoldenInputs.Student[n, c]) / sum) - (c == GoldenInputs.Labels[n] ? 1 : 0)) / 3;
            }
        }

        LossFormula.Near(expected, gradient, 1e-12);
        LossFormula.Near(LossFormula.Differences(s_loss), gradient, 1e-8);
    }

    [Fact]
    public void A_sample_without_a_label_is_left_out_of_the_mean()
    {
        var (value, gradient) = LossFormula.Of(s_loss, GoldenInputs.Student, GoldenInputs.Teacher, [0, -1, 1]);
        double[,] labelled =
        {
            { 1, 2, -1, 0.5 },
            { 2.5, 0.3, -0.7, 1.2 },
        };
        var rest = LossFormula.Of(s_loss, labelled, labelled, [0, 1]);

        Assert.Equal(rest.Value, value, 1e-12);
        for (var c = 0; c < 4; c++)
        {
            Assert.Equal(rest.Gradient[0, c], gradient[0, c], 1e-12);
            Assert.Equal(0, gradient[1, c]);
            Assert.Equal(rest.Gradient[1, c], gradient[2, c], 1e-12);
        }
    }

    [Fact]
    public void A_batch_without_labels_has_no_loss_and_no_gradient()
    {
        var (value, gradient) = LossFormula.Of(s_loss, GoldenInputs.Student, GoldenInputs.Teacher, [-1, -1, -1]);

        Assert.Equal(0, value);
        LossFormula.Near(new double[3, 4], gradient, 0);
    }

    [Fact]
    public void A_constant_added_to_the_logits_of_a_sample_changes_nothing()
    {
        var shifted = LossFormula.Map(GoldenInputs.Student, (n, z) => z + (50 * n) + 4);
        Assert.Equal(Golden().Value, LossFormula.Of(s_loss, shifted, GoldenInputs.Teacher, GoldenInputs.Labels).Value, 1e-12);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2e4)]
    public void Logits_of_ten_thousand_give_the_finite_loss_of_a_certain_answer(int label, double expected)
    {
        var (value, gradient) = LossFormula.Of(
            s_loss,
            new double[,]
            {
                { 1e4, -1e4 },
            },
            new double[,]
            {
                { 0, 0 },
            },
            [label]
        );

        Assert.Equal(expected, value, 1e-9);
        LossFormula.Near(
            new double[,]
            {
                { label, -label },
            },
            gradient,
            1e-12
        );
    }

    private static (double Value, double[,] Gradient) Golden() =>
        LossFormula.Of(s_loss, GoldenInputs.Student, GoldenInputs.Teacher, GoldenInputs.Labels);
}
