using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Recipes;
using Decant.Reporting;

namespace Decant.Pipeline;

/// <summary>What can be said against a run before it begins: it can run, and its result would disappoint or mislead.</summary>
internal static class RunWarnings
{
    // From here on T² counts: the gradient by the logits no longer is at most 1, but as large as the teacher's logits are apart.
    private const double HotTemperature = 10;

    /// <summary>All warnings, each a sentence or two.</summary>
    public static IReadOnlyList<string> Of(Recipe recipe, PreparedData data, RunNetworks networks) =>
        [
            .. new[]
            {
                OfSizes(recipe, data, networks),
                OfTemperature(recipe),
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

    private static string? OfTemperature(Recipe recipe)
    {
        var training = recipe.Training;
        var isTamed = training.Warmup.Amount > 0 || training.ClipNorm is not null || training.Optimizer.Name != "sgd";
        var hot = recipe.Losses.FirstOrDefault(term => term.Facts.HasSquaredTemperature == true && TemperatureOf(term) >= HotTemperature);
        return hot is null || isTamed
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"'{hot.Term}' at temperature {TemperatureOf(hot):0.##} is multiplied by T² = {Math.Pow(TemperatureOf(hot), 2):0.##}: "
                    + $"its gradient is as large as the logits of teacher and student are apart, many times that of the labels, "
                    + $"and the first steps at learning rate {training.Optimizer.LearningRate:0.####} may diverge. "
                    + $"Add training.warmup: {Math.Min(1, training.Epochs / 10.0):0.##} epochs or training.clip-norm: "
                    + $"1, or lower training.learning-rate."
            );
    }

    private static double TemperatureOf(DistillationLoss term) =>
        term.Options.FirstOrDefault(option => option.Key == "temperature") is { } option
        && term.Values.Held(option) is ScheduledNumber number
            ? number.Largest
            : 1;
}
