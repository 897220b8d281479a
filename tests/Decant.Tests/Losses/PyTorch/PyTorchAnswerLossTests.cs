using System.Globalization;
using Decant.Engine.Graphs;

namespace Decant.Tests.Losses.PyTorch;

/// <summary>
/// Losses on answers equal PyTorch's, value and gradient, on golden and on extreme logits; <c>answer_losses.py</c> made the numbers. Those
/// that are one call of PyTorch are judged by it as it runs, in Decant.PyTorch.Tests.
/// </summary>
[Trait("Category", "PyTorch")]
public sealed class PyTorchAnswerLossTests
{
    // 1e-5 of it is 2e-7: two probabilities' rounding.
    private const double Vanishing = 0.02;

    public static TheoryData<string> Names => [.. PyTorchAnswers.Names];

    [Fact]
    public void PyTorch_was_asked_about_every_case() =>
        Assert.Equal(AnswerLossCases.All.Select(@case => @case.Name).Order(), PyTorchAnswers.Names.Concat(PyTorchCalls.Names).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Golden_inputs_give_PyTorchs_value_and_gradient(string name)
    {
        var @case = AnswerLossCases.Of(name);
        var expected = PyTorchAnswers.Of(name, "golden")!;
        foreach (var (type, tolerance) in new[] { (ElementType.Float64, 1e-9), (ElementType.Float32, 1e-5) })
        {
            var actual = LossFormula.Of(@case.Loss, @case.Inputs, type);
            Assert.Equal(expected.Value, actual.Value, type == ElementType.Float32 ? 1e-5 : tolerance);
            LossFormula.Near(expected.Gradient, actual.Gradient, tolerance, $"{name} in {type}, element");
        }
    }

    /// <summary>
    /// Relative to the value, and to the gradient's largest element: within 1e-5 of float64 although every logit is up to 10,000.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Two_classes_at_ten_thousand_give_PyTorchs_value_and_gradient(string name)
    {
        var @case = AnswerLossCases.Of(name);
        if (PyTorchAnswers.Of(name, "two") is not { } expected)
        {
            Assert.True(@case.Teacher.GetLength(1) != 4, name);
            return; // what has classes of its own
        }

        foreach (var type in new[] { ElementType.Float64, ElementType.Float32 })
        {
            var actual = LossFormula.Of(@case.Loss, ExtremeLogits.OfTwo, type);
            Near(expected.Value, actual.Value, Math.Abs(expected.Value), 1e-5, $"{name} in {type}, value");
            for (var i = 0; i < expected.Gradient.Length; i++)
            {
                Near(expected.Gradient[i], actual.Gradient[i], expected.Gradient.Max(Math.Abs), 1e-5, $"{name} in {type}, gradient {i}");
            }
        }
    }

    /// <summary>
    /// Relative to the value and to the gradient's norm; absolute where the gradient vanishes (<see cref="LossTraits.Saturates"/>).
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Of_128000_classes_up_to_ten_thousand_gives_PyTorchs_value_and_gradient(string name)
    {
        var @case = AnswerLossCases.Of(name);
        if (PyTorchAnswers.Of(name, "many") is not { } expected)
        {
            Assert.True(@case.Teacher.GetLength(1) != 4, name);
            return; // what has classes of its own
        }

        var least = @case.Has(LossTraits.Saturates) ? Vanishing : 0;
        foreach (var type in new[] { ElementType.Float64, ElementType.Float32 })
        {
            // Sums of 128,000 numbers in float32 depend on how many a vector takes at a time: 1.1e-5 apart by 8, 3.1e-5 by 4 (dist).
            var tolerance = type == ElementType.Float32 ? 4e-5 : 1e-5;
            var actual = LossFormula.Of(@case.Loss, ExtremeLogits.OfMany, type);
            Near(expected.Value, actual.Value, Math.Abs(expected.Value), tolerance, $"{name} in {type}, value");
            Assert.All(actual.Gradient, number => Assert.True(double.IsFinite(number)));
            Near(
                expected.AbsoluteSum,
                actual.Gradient.Sum(Math.Abs),
                Math.Max(least, expected.AbsoluteSum),
                tolerance,
                $"{name} in {type}, absolute sum of the gradient"
            );
            Near(
                expected.Norm,
                Math.Sqrt(actual.Gradient.Sum(number => number * number)),
                Math.Max(least, expected.Norm),
                tolerance,
                $"{name} in {type}, norm of the gradient"
            );
            for (var i = 0; i < expected.Places.Length; i++)
            {
                Near(
                    expected.Gradient[i],
                    actual.Gradient[expected.Places[i]],
                    Math.Max(least, expected.Norm),
                    tolerance,
                    $"{name} in {type}, gradient {expected.Places[i]}"
                );
            }
        }
    }

    private static void Near(double expected, double actual, double scale, double tolerance, string what) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * scale,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: PyTorch {expected:R}, Decant {actual:R}, apart "
                    + $"{Math.Abs(expected - actual) / Math.Max(scale, double.Epsilon):0.0e0} of {scale:R}"
            )
        );
}
