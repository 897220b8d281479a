using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Recipes;
using Decant.Reporting;

namespace Decant.Pipeline;

/// <summary>What can be said against a run before it begins: it can run, and its result would disappoint or mislead.</summary>
internal static class RunWarnings
{
    // From here on T² counts: the gradient by the logits no longer is at most 1, but as large as the teacher's logits are apart.
    private const double HotTemperature = 10;

    // A term's gradient by the logits is at most weight·T in size, so rate·weight·T is how far a step may go. Without normalisation, ReLUs
    // die from about here on: at 0.36 a perceptron fell from 97 to 64 % (digits), at 0.18 it did not.
    private const double LongStep = 0.25;

    /// <summary>All warnings, each a sentence or two.</summary>
    public static IReadOnlyList<string> Of(Recipe recipe, PreparedData data, RunNetworks networks) =>
        [
            .. new[]
            {
                OfSizes(recipe, data, networks),
                OfTemperature(recipe, networks),
                data.Goal.Task.TestSamplesProblem(data.Splits.Test.Count),
            }.OfType<string>(),
        ];

    private static string? OfSizes(Recipe recipe, PreparedData data, RunNetworks networks)
    {
        if (networks.Teacher(recipe, data) is not { } teacher || recipe.Teacher.File.Runtime != Adoption.NetworkRuntime.Decant)
        {
            return null;
        }

        var (large, small) = (GraphCost.Parameters(networks.Student), GraphCost.Parameters(teacher));
        return large <= small || small == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the student has {Quantity.Count(large)} parameters and its teacher {Quantity.Count(small)}: the "
                    + $"student is {(double)large / small:0.#} times larger. "
                    + $"Distillation makes a network smaller: swap the two if they are mixed up, or choose a smaller student."
            );
    }

    private static string? OfTemperature(Recipe recipe, RunNetworks networks)
    {
        var training = recipe.Training;
        var isTamed = training.ClipNorm is not null || training.Optimizer.Name != "sgd";
        var hot = isTamed ? null : recipe.Losses.FirstOrDefault(term => IsHot(term) || IsLong(term));
        var remedy =
            hot is not null && IsHot(hot)
                ? string.Create(CultureInfo.InvariantCulture, $"Add training.warmup: {Math.Min(1, training.Epochs / 10.0):0.##} epochs or ")
                : "Add ";
        return hot is null
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"'{hot.Term}' at temperature {hot.SquaredTemperature:0.##} is multiplied by T² = "
                    + $"{hot.SquaredTemperature * hot.SquaredTemperature:0.##}: "
                    + $"its gradient is as large as the logits of teacher and student are apart, many times that of the labels, "
                    + $"and the first steps at learning rate {training.Optimizer.LearningRate:0.####} may diverge. "
                    + $"{remedy}training.clip-norm: 1, or lower training.learning-rate."
            );

        bool IsHot(DistillationLoss term) => term.SquaredTemperature >= HotTemperature && training.Warmup.Amount == 0;

        bool IsLong(DistillationLoss term) =>
            term.SquaredTemperature is > 1 and < HotTemperature
            && training.Optimizer.LearningRate * term.Weight.Largest * term.SquaredTemperature >= LongStep
            && !networks.Student.Nodes.Any(node => node.Operator is BatchNormalization or LayerNormalization);
    }
}
