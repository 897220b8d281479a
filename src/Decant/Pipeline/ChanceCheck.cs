using System.Globalization;
using Decant.Adoption;
using Decant.Evaluation;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Whether a teacher knows more than what can be said without looking at a sample.</summary>
internal static class ChanceCheck
{
    // The search for an order takes the third power of their number.
    private const int MostClasses = 1000;

    /// <summary>A warning about a teacher near chance on the validation part; null for others.</summary>
    /// <param name="teacher">The teacher, compiled for <see cref="Evaluator.Batch"/> samples.</param>
    /// <param name="answers">[N, C], its answers to the first samples.</param>
    /// <param name="recipe">Whether the order of its classes is known.</param>
    /// <param name="data">The samples.</param>
    public static string? Problem(FrozenNetwork teacher, float[] answers, Recipe recipe, PreparedData data) => data.Goal.Kind switch
    {
        TaskKind.MultiLabel => OfLabels(answers, data),
        TaskKind.Regression => OfNumbers(teacher, data),
        _ => OfClasses(answers, teacher.Classes, recipe, data),
    };

    private static string? OfClasses(float[] answers, int classes, Recipe recipe, PreparedData data)
    {
        var n = answers.Length / classes;
        var labels = Enumerable.Range(0, n).Select(data.Splits.Validation.Label).ToArray();
        var right = answers.Chunk(classes).Zip(labels).Count(pair => pair.First.AsSpan().IndexOf(pair.First.Max()) == pair.Second) / (double)n;
        var largest = labels.GroupBy(label => label).Max(group => group.Count()) / (double)n;
        if (!ChanceLevel.Reaches(right, largest, n))
        {
            return null;
        }

        if (recipe.Teacher.File.Classes is null && classes <= MostClasses && ClassOrderSearch.Run(answers, classes, labels, data.AnswerNames.Count) is { } order)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"the teacher is right on {100 * right:0.0} % of {n} validation samples, and on {100 * order.Accuracy:0.0} % if its classes are in another order than the data's: " +
                $"write 'classes: [{string.Join(", ", order.Columns)}]' next to its file (for each class of the data, the column of its answer) if that is its order. It is not applied by itself.");
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"the teacher is right on {100 * right:0.0} % of {n} validation samples, and answering the most frequent class alone is right on {100 * largest:0.0} %. " +
            $"Its answers teach little: train it longer, or check its file and preprocessing.");
    }

    // Without looking, half of the pairs are in order; labels may go together, so the mean of their deviations is that of the mean at most.
    private static string? OfLabels(float[] answers, PreparedData data)
    {
        var targets = data.Goal.Targets!;
        var labels = targets.Columns.Count;
        var truth = new float[answers.Length];
        for (var n = 0; n < answers.Length / labels; n++)
        {
            data.Splits.Validation.ReadTargets(targets, n, truth.AsSpan(n * labels, labels));
        }

        PairsInOrder[] pairs = [.. Enumerable.Range(0, labels).Select(label => PairsInOrder.Of(Column(answers, label), [.. Column(truth, label).Select(isTrue => isTrue == 1)])).OfType<PairsInOrder>()];
        if (pairs.Length == 0 || pairs.Average(label => label.Share) is var share && share >= 0.5 + (3 * pairs.Average(label => label.Deviation)))
        {
            return null;
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"of two validation samples, one with a label and one without, the teacher gives the first the higher answer in {100 * share:0.0} % of all pairs, and tossing a coin does so in 50 %. " +
            $"Its answers teach little: train it longer, or check its file, the order of its labels and its preprocessing.");

        float[] Column(float[] numbers, int label) => [.. numbers.Chunk(labels).Select(row => row[label])];
    }

    // Always predicting the mean explains nothing, R² = 0.
    private static string? OfNumbers(FrozenNetwork teacher, PreparedData data) =>
        Evaluator.Run(teacher, data.Splits.Validation, data.Goal) is RegressionResult { RSquared: <= 0 and var explained }
            ? string.Create(CultureInfo.InvariantCulture,
                $"the teacher explains nothing of the validation samples (R² {explained:0.00}): always predicting the mean is as good. Its answers teach little: train it longer, or check its file, its unit and its preprocessing.")
            : null;
}
