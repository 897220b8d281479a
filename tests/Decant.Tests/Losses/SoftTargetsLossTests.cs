using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Losses;
using Decant.Students;
using Decant.Training;

namespace Decant.Tests.Losses;

public sealed class SoftTargetsLossTests
{
    private static readonly SoftTargetsLoss s_loss = new();

    [Theory]
    [InlineData(1, 0.697354498716)]
    [InlineData(2, 0.742964196012)]
    [InlineData(4, 0.723536329159)]
    [InlineData(20, 0.682431834585)]
    public void The_value_is_that_of_the_formula_at_every_temperature(double temperature, double expected)
    {
        Assert.Equal(expected, Golden(At(temperature)).Value, 1e-9);
    }

    [Fact]
    public void The_first_row_of_the_gradient_at_temperature_4_is_that_of_the_formula()
    {
        double[] expected = [-0.110699352357, 0.092325128376, -0.074268258027, 0.092642482008];
        var gradient = Golden(At(4)).Gradient;

        for (var c = 0; c < expected.Length; c++)
        {
            Assert.Equal(expected[c], gradient[0, c], 1e-9);
        }
    }

    [Theory]
    [InlineData(LossReduction.Elements, 0.011305255143)]
    [InlineData(LossReduction.Batch, 0.045221020572)]
    public void The_forms_that_other_programs_take_have_their_values(LossReduction reduction, double expected)
    {
        var options = At(4) with { Reduction = reduction, TemperatureSquared = false };
        Assert.Equal(expected, Golden(options).Value, 1e-9);
    }

    [Fact]
    public void A_tenth_of_hard_labels_and_nine_tenths_of_soft_targets_add_up()
    {
        DistillationLoss[] terms = [new HardLabelsLoss { Weight = 0.1 }, At(4) with { Weight = 0.9 }];
        Assert.Equal(0.822840193945, LossFormula.Of(terms, GoldenInputs.Student, GoldenInputs.Teacher, GoldenInputs.Labels).Value, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(20)]
    public void The_gradient_is_T_times_q_minus_p_over_N_and_equals_central_differences(double temperature)
    {
        var gradient = Golden(At(temperature)).Gradient;
        var expected = new double[3, 4];
        for (var n = 0; n < 3; n++)
        {
            var (p, q) = (Softmax(GoldenInputs.Teacher, n, temperature), Softmax(GoldenInputs.Student, n, temperature));
            for (var c = 0; c < 4; c++)
            {
                expected[n, c] = temperature * (q[c] - p[c]) / 3;
            }
        }

        LossFormula.Near(expected, gradient, 1e-12);
        LossFormula.Near(LossFormula.Differences(At(temperature)), gradient, 1e-8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Equal_logits_give_no_loss_and_no_gradient(double temperature)
    {
        var (value, gradient) = LossFormula.Of(At(temperature), GoldenInputs.Teacher, GoldenInputs.Teacher, GoldenInputs.Labels);

        Assert.Equal(0, value, 1e-15);
        LossFormula.Near(new double[3, 4], gradient, 1e-15);
    }

    [Fact]
    public void A_constant_added_to_the_logits_of_a_sample_changes_nothing()
    {
        var (value, gradient) = Golden(At(4));
        var shifted = LossFormula.Of(
            At(4),
            LossFormula.Map(GoldenInputs.Student, (n, z) => z + (100 * n) - 7),
            LossFormula.Map(GoldenInputs.Teacher, (n, z) => z - (30 * n) + 3),
            GoldenInputs.Labels
        );

        Assert.Equal(value, shifted.Value, 1e-12);
        LossFormula.Near(gradient, shifted.Gradient, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Logits_of_ten_thousand_give_the_finite_loss_of_a_certain_answer(double temperature)
    {
        // p = (1, 0), q = (0, 1): T²·(z_1 − z_0)/T, with gradient T·(−1, 1).
        var (value, gradient) = LossFormula.Of(
            At(temperature),
            new double[,]
            {
                { -1e4, 1e4 },
            },
            new double[,]
            {
                { 1e4, -1e4 },
            },
            [0]
        );

        Assert.Equal(temperature * 2e4, value, 1e-6);
        LossFormula.Near(
            new[,]
            {
                { -temperature, temperature },
            },
            gradient,
            1e-12
        );
    }

    [Fact]
    public void The_loss_is_above_zero_and_the_order_of_the_batch_does_not_matter()
    {
        double[,] student =
        {
            { 2.5, 0.3, -0.7, 1.2 },
            { 1, 2, -1, 0.5 },
            { 0, -0.5, 1.5, 2 },
        };
        double[,] teacher =
        {
            { 1, 2, -2, 0 },
            { 2, 1, 0.1, -1 },
            { 0.5, -1, 3, 1 },
        };
        var value = Golden(At(4)).Value;

        Assert.True(value > 0);
        Assert.Equal(value, LossFormula.Of(At(4), student, teacher, [1, 0, 2]).Value, 1e-14);
    }

    [Fact]
    public void The_teacher_gets_no_gradient()
    {
        var student = Network.Build(new Mlp { Hidden = [3] }, [2], 4, InputScaling.None, seed: 1);
        var graph = TrainingGraph.Build(
            new TrainingDesign(ChangePrecision.To(student, ElementType.Float64), [At(4) with { Weight = 1 }]),
            new Dictionary<string, ScheduledNumber>()
        );

        Assert.Contains(TrainingGraph.TeacherLogits, graph.Inputs.Select(input => input.Name));
        Assert.Equal(
            student.Parameters.Select(TrainingGraph.GradientOutput).Order(),
            graph.Outputs.Select(output => output.Name).Where(name => name.StartsWith("gradient/", StringComparison.Ordinal)).Order()
        );
    }

    private static SoftTargetsLoss At(double temperature) => new() { Temperature = temperature };

    private static (double Value, double[,] Gradient) Golden(DistillationLoss loss) =>
        LossFormula.Of(loss, GoldenInputs.Student, GoldenInputs.Teacher, GoldenInputs.Labels);

    private static double[] Softmax(double[,] logits, int n, double temperature)
    {
        var exponentials = Enumerable.Range(0, logits.GetLength(1)).Select(c => Math.Exp(logits[n, c] / temperature)).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }
}
