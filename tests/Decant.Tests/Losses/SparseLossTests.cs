using Decant.Losses;

namespace Decant.Tests.Losses;

public sealed class SparseLossTests
{
    private static readonly SparseLoss s_loss = new();

    [Fact]
    public void Without_a_rest_the_loss_may_be_negative_and_with_it_never()
    {
        // The student puts more on the teacher's best class than the teacher does.
        double[,] student =
            {
                { 5, 0, 0, 0 },
            },
            teacher =
            {
                { 1, 0, 0, 0 },
            };
        Assert.True(Of(SparseRest.Raw, 1, student, teacher) < -0.3);
        Assert.True(Of(SparseRest.Bucket, 1, student, teacher) > 0);
    }

    [Theory]
    [InlineData(SparseRest.Bucket)]
    [InlineData(SparseRest.RenormalizeTeacher)]
    [InlineData(SparseRest.RenormalizeBoth)]
    [InlineData(SparseRest.Smooth)]
    [InlineData(SparseRest.Raw)]
    public void With_all_classes_among_the_best_every_form_is_soft_targets(SparseRest rest) =>
        Assert.Equal(0.697354498716, Of(rest, 4, GoldenInputs.Student, GoldenInputs.Teacher), 1e-9);

    [Fact]
    public void A_rest_that_the_teacher_deems_impossible_costs_nothing()
    {
        double[,] student =
            {
                { 1, 2, -1, 3 },
            },
            teacher =
            {
                { 1e4, -1e4, -1e4, -1e4 },
            };
        var expected = Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(-1) + Math.Exp(3)) - 1;
        foreach (var rest in new[] { SparseRest.Bucket, SparseRest.Smooth, SparseRest.Raw, SparseRest.RenormalizeTeacher })
        {
            Assert.Equal(expected, Of(rest, 1, student, teacher), 1e-9);
        }
    }

    private static double Of(SparseRest rest, int top, double[,] student, double[,] teacher) =>
        LossFormula.Of(s_loss with { Rest = rest, Top = top }, student, teacher, new int[student.GetLength(0)]).Value;
}
