using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Losses.Hints;

namespace Decant.Tests.Losses.Hints;

public sealed class HintLossTests
{
    public static TheoryData<string> Cases => HintLossCases.All;

    public static TheoryData<string> TrainedCases => HintLossCases.WithWeights;

    [Fact]
    public void Every_loss_of_hidden_values_has_a_case()
    {
        // crd remembers, and is proved in ContrastiveRepresentationLossTests.
        var tried = HintLossCases.Losses.Append(new ContrastiveRepresentationLoss()).Select(loss => loss.Name);
        Assert.Empty(
            DistillationLosses
                .All.OfType<HintLoss>()
                .Select(loss => loss.Name)
                .Except(tried)
                .Select(name => $"{name}: add it to HintLossCases and to PyTorch/hints.py.")
        );
    }

    [Theory]
    [InlineData("hint", 0.314444444444)]
    [InlineData("hint-cosine", 0.377160121112)]
    [InlineData("pkd", 0.754320242224)]
    [InlineData("attention-transfer", 0.208973328435)]
    [InlineData("attention-transfer, norm", 0.909882248518)]
    [InlineData("rkd-distance", 0.010768993900)]
    [InlineData("rkd-angle", 0.006574003430)]
    [InlineData("similarity-preserving", 0.131331177723)]
    [InlineData("pkt", 0.172943996826)]
    [InlineData("nst", 0.490102880658)]
    [InlineData("cwd", 0.388307497027)]
    [InlineData("pairwise", 0.507418639878)]
    [InlineData("contrastive", 1.066483004497)]
    public void The_value_is_that_of_the_formula(string name, double expected)
    {
        Assert.Equal(expected, Run(name).Value, 1e-9);
        Assert.Equal(expected, Run(name, ElementType.Float32).Value, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_derivatives_are_those_of_PyTorch_in_float64_and_float32(string name)
    {
        var @case = HintLossCases.Of(name);
        foreach (var (type, tolerance) in new[] { (ElementType.Float64, 1e-9), (ElementType.Float32, 2e-5) })
        {
            var result = Run(name, type);
            LossFormula.Near([@case.Value], [result.Value], tolerance, "value");
            Assert.Equal(@case.Variables.Order(), @case.Gradients.Keys.Order());
            foreach (var (variable, gradient) in @case.Gradients)
            {
                LossFormula.Near(gradient, result.Gradients[variable], tolerance, variable);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Derivatives_equal_central_differences(string name)
    {
        var @case = HintLossCases.Of(name);
        var result = Run(name);
        foreach (var variable in @case.Variables)
        {
            LossFormula.Near(LossFormula.Differences(@case.Loss, @case.Inputs, variable), result.Gradients[variable], 1e-7, variable);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Silent_values_give_a_finite_loss_and_finite_derivatives(string name)
    {
        var @case = HintLossCases.Of(name);
        var inputs = @case.Inputs;
        var student = inputs.Keys.Where(array => array.StartsWith("student/", StringComparison.Ordinal)).ToArray();
        var teacher = inputs.Keys.Where(array => array.StartsWith("teacher/", StringComparison.Ordinal)).ToArray();
        foreach (var silent in new[] { student, teacher, [.. student, .. teacher] })
        {
            var arrays = new Dictionary<string, LossArray>(inputs);
            foreach (var array in silent)
            {
                arrays[array] = inputs[array] with { Numbers = new double[inputs[array].Numbers.Length] };
            }

            foreach (var type in new[] { ElementType.Float64, ElementType.Float32 })
            {
                var result = LossFormula.Of(@case.Loss, arrays, type);
                Assert.True(double.IsFinite(result.Value), $"{result.Value}");
                Assert.All(result.Gradients.Values.SelectMany(gradient => gradient), number => Assert.InRange(number, -1e3, 1e3));
            }
        }
    }

    /// <summary>For the others see <see cref="HintLossPropertyTests"/>.</summary>
    [Theory]
    [MemberData(nameof(TrainedCases))]
    public void The_order_of_the_batch_does_not_matter_to_what_has_weights_of_its_own(string name)
    {
        var @case = HintLossCases.Of(name);
        var inputs = @case.Inputs;
        foreach (
            var array in inputs
                .Keys.Where(array =>
                    array.StartsWith("student/", StringComparison.Ordinal) || array.StartsWith("teacher/", StringComparison.Ordinal)
                )
                .ToArray()
        )
        {
            var size = inputs[array].Numbers.Length / 3;
            inputs[array] = inputs[array] with { Numbers = [.. inputs[array].Numbers[size..], .. inputs[array].Numbers[..size]] };
        }

        Assert.Equal(@case.Value, LossFormula.Of(@case.Loss, inputs).Value, 1e-12);
    }

    private static LossResult Run(string name, ElementType type = ElementType.Float64)
    {
        var @case = HintLossCases.Of(name);
        return LossFormula.Of(@case.Loss, @case.Inputs, type);
    }
}
