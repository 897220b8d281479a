using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Recipes;

namespace Decant.Tests.Losses.Hints;

/// <summary>Losses of hidden values as the calculator sees them: on arrays alone, without any weights of their own.</summary>
public sealed class HintCalculatorTests
{
    public static TheoryData<string> Computed => [.. Names().Where(name => !NeedsWeights(HintLossCases.Of(name)))];

    public static TheoryData<string> Refused => [.. Names().Where(name => NeedsWeights(HintLossCases.Of(name)))];

    [Theory]
    [MemberData(nameof(Computed))]
    public void Value_and_derivatives_on_arrays_are_those_of_PyTorch(string name)
    {
        var @case = HintLossCases.Of(name);
        var result = LossCalculator.Evaluate(@case.Loss, Arrays(@case));

        LossFormula.Near([@case.Value], [result.Value], 1e-9, "value");
        foreach (var (value, gradient) in @case.Loss.StudentValues.Zip(result.Gradients))
        {
            LossFormula.Near(@case.Gradients[$"student/{value}"], gradient.Span<double>().ToArray(), 1e-9, value);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_would_need_trained_weights_or_a_projection_is_refused(string name)
    {
        var @case = HintLossCases.Of(name);
        var problem = Assert.Throws<DecantException>(() => LossCalculator.Evaluate(@case.Loss, Arrays(@case)));

        Assert.Matches("cannot be computed from arrays alone|projection is off", problem.Message);
    }

    [Theory]
    [InlineData("hint")]
    [InlineData("attention-relations")]
    public void Names_of_values_may_be_left_out_as_the_arrays_come_in_the_order_of_the_loss(string name)
    {
        var @case = HintLossCases.Of(name);

        Assert.Equal(@case.Value, LossCalculator.Evaluate(LossOptionReader.Read(@case.Loss, []), Arrays(@case)).Value, 1e-12);
    }

    private static IEnumerable<string> Names() => HintLossCases.All.Select(row => row.Data);

    // Resizing alone is a kind of projection, too.
    private static bool NeedsWeights(HintLossCase @case) =>
        @case.Loss.TrainedState is not null
        || @case.Name == "hint, images of equal channels"
        || @case.Inputs.Keys.Any(name => name.Contains("projection", StringComparison.Ordinal));

    private static LossArrays Arrays(HintLossCase @case) =>
        new([.. @case.Loss.StudentValues.Select(name => Array(@case, $"student/{name}"))])
        {
            Teacher = [.. @case.Loss.TeacherValues.Select(name => Array(@case, $"teacher/{name}"))],
        };

    private static Tensor Array(HintLossCase @case, string name) =>
        Tensor.From<double>(@case.Inputs[name].Numbers, @case.Inputs[name].Dimensions);
}
