using Decant.Losses;

namespace Decant.Tests.Losses;

public sealed class DistLossTests
{
    private static readonly DistLoss s_loss = new();

    /// <summary>Probabilities a·q + (1 − a)/C are a positive affine map of q, and correlations do not see it.</summary>
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.3)]
    public void A_positive_affine_map_of_the_students_probabilities_changes_nothing(double a)
    {
        var mapped = GoldenInputs.Student;
        for (var n = 0; n < 3; n++)
        {
            var exponentials = Enumerable.Range(0, 4).Select(c => Math.Exp(GoldenInputs.Student[n, c])).ToArray();
            for (var c = 0; c < 4; c++)
            {
                mapped[n, c] = Math.Log((a * exponentials[c] / exponentials.Sum()) + ((1 - a) / 4));
            }
        }

        // ε = 1e-8 against products of norms is all that is left.
        Assert.Equal(Value(GoldenInputs.Student), Value(mapped), 2e-6);
    }

    [Fact]
    public void A_student_that_answers_like_the_teacher_has_no_loss_but_epsilon() => Assert.InRange(Value(GoldenInputs.Teacher), 0, 1e-6);

    [Fact]
    public void One_answer_for_all_samples_gives_a_finite_loss_and_gradient()
    {
        double[,] same =
            {
                { 1, 2, 3, 4 },
                { 1, 2, 3, 4 },
                { 1, 2, 3, 4 },
            },
            even = new double[3, 4];
        foreach (
            var (student, teacher) in new[]
            {
                (same, GoldenInputs.Teacher),
                (even, GoldenInputs.Teacher),
                (GoldenInputs.Student, same),
                (even, even),
            }
        )
        {
            var (value, gradient) = LossFormula.Of(s_loss, student, teacher, GoldenInputs.Labels);
            Assert.InRange(value, 0, 4);
            Assert.All(gradient.Cast<double>(), number => Assert.True(double.IsFinite(number)));
        }
    }

    private static double Value(double[,] student) => LossFormula.Of(s_loss, student, GoldenInputs.Teacher, GoldenInputs.Labels).Value;
}
