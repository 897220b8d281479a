using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>What can be said against a run before it begins: it can run, and its result would disappoint or mislead.</summary>
internal static class RunWarnings
{
    // From here on T² counts: the gradient by the logits no longer is at most 1, but as large as the teacher's logits are apart.
    private const double HotTemperature = 10;

    // With fewer, one sample more or less is a point.
    private const int FewTestSamples = 200;

    /// <summary>All warnings, each a sentence or two.</summary>
    public static IReadOnlyList<string> Of(Recipe recipe, PreparedData data, RunNetworks networks) =>
        [.. new[] { OfSizes(recipe, data, networks), OfTemperature(recipe), OfTestSamples(data) }.OfType<string>()];

    private static string? OfSizes(Recipe recipe, PreparedData data, RunNetworks networks)
    {
        if (networks.Teacher(recipe, data) is not { } teacher || recipe.Teacher.File.Runtime != Adoption.NetworkRuntime.Decant)
        {
            return null;
        }

        var (large, small) = (GraphCost.Parameters(networks.Student), GraphCost.Parameters(teacher));
        return large <= small || small == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"the student has {Quantity.Count(large)} parameters and its teacher {Quantity.Count(small)}: the student is {(double)large / small:0.#} times larger. " +
            $"Distillation makes a network smaller; if the two are mixed up, swap them; otherwise choose a smaller student.");
    }

    private static string? OfTemperature(Recipe recipe)
    {
        var training = recipe.Training;
        var hot = recipe.Losses.FirstOrDefault(term => term.Loss.Facts.HasSquaredTemperature == true && TemperatureOf(term) >= HotTemperature);
        return hot is null || training.Warmup.Amount > 0 || training.ClipNorm is not null || training.Optimizer.Name != "sgd" ? null : string.Create(CultureInfo.InvariantCulture,
            $"'{hot.Name}' at temperature {TemperatureOf(hot):0.##} is multiplied by T² = {Math.Pow(TemperatureOf(hot), 2):0.##}: its gradient is as large as the logits of teacher and student are apart, " +
            $"many times that of the labels, and the first steps at learning rate {training.LearningRate:0.####} may diverge. Add training.warmup: {Math.Min(1, training.Epochs / 10.0):0.##} epochs or training.clip-norm: 1, or lower training.learning-rate.");
    }

    private static string? OfTestSamples(PreparedData data)
    {
        // Two students that are right on a share p each differ by chance by ±1.96·√(2p(1 − p)/n); p = 0.8 stands for most.
        var n = data.Splits.Test.Count;
        return data.Goal.Kind != TaskKind.Classification || n >= FewTestSamples ? null : string.Create(CultureInfo.InvariantCulture,
            $"there are {n} test samples: students whose accuracy is less than about {100 * 1.96 * Math.Sqrt(2 * 0.8 * 0.2 / n):0} points apart cannot be told from each other.");
    }

    private static double TemperatureOf(LossSettings term) =>
        term.Loss.Options.FirstOrDefault(option => option.Key == "temperature") is { } option && term.Values.Held(option) is ScheduledNumber number ? number.Largest : 1;
}
