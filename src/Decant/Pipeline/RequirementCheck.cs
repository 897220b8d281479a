using Decant.Evaluation;
using Decant.Evidence;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>
/// Measures what a recipe requires. All of it is about the one file that is taken away, <c>student.onnx</c>, which is of the first seed;
/// means
/// over seeds are for the verdict.
/// </summary>
internal static class RequirementCheck
{
    private const string Recall = "recall",
        Support = "support";

    /// <summary>Every requirement with what was measured; empty where nothing was distilled.</summary>
    /// <param name="recipe">What is required.</param>
    /// <param name="arms">What was measured.</param>
    /// <param name="main">The measure by which arms are compared.</param>
    /// <param name="groups">The groups of test samples for each column of the recipe.</param>
    public static IReadOnlyList<RequirementResult> Of(
        Recipe recipe,
        IReadOnlyList<ArmResult> arms,
        MetricFacts main,
        IReadOnlyList<SampleGroups> groups
    )
    {
        var teacher = arms.FirstOrDefault(arm => arm.Name == ArmNames.Teacher)?.Seeds[0];
        return arms.FirstOrDefault(arm => arm.Name == ArmNames.Distilled)?.Seeds[0] is { } student
            ? [.. recipe.Requirements.Select(requirement => Of(requirement, recipe.Task, student, teacher, main, groups))]
            : [];
    }

    private static RequirementResult Of(
        Requirement requirement,
        LearningTask task,
        SeedResult student,
        SeedResult? teacher,
        MetricFacts main,
        IReadOnlyList<SampleGroups> groups
    )
    {
        var (name, bound) = (requirement.Name, requirement.Bound);
        if (name == Requirement.Size)
        {
            return new(name, false, bound, student.Model.Bytes, RequirementResult.Bytes);
        }

        if (Requirement.IsLatency(name))
        {
            return new(name, false, bound, LatencyOf(student.Model, name)?.TotalSeconds, RequirementResult.Seconds);
        }

        if (name == Requirement.Retention)
        {
            return new(name, true, bound, Retention(student, teacher, main), MetricFacts.Fraction);
        }

        if (name == Requirement.WorstClassRecall)
        {
            return new(name, true, bound, WorstRecall(student.Test), MetricFacts.Fraction);
        }

        if (name == Requirement.GapBetweenGroups)
        {
            return new(name, false, bound, Gap(student.Test, groups), MetricFacts.Fraction);
        }

        var metric = task.DecidingMetrics.First(metric => metric.Word == name);
        return new(name, metric.HigherIsBetter, bound, student.Test.Metric(metric.Name), metric.In(student.Test.LabelUnit).Unit);
    }

    private static TimeSpan? LatencyOf(ModelFacts model, string name) =>
        model.Latencies.FirstOrDefault(latency => latency.Batch == 1) is not { } latency ? null
        : name.EndsWith("50", StringComparison.Ordinal) ? latency.Median
        : name.EndsWith("95", StringComparison.Ordinal) ? latency.Percentile95
        : latency.Percentile99;

    private static double? Retention(SeedResult student, SeedResult? teacher, MetricFacts main)
    {
        // Of a teacher that knows nothing there is nothing to keep.
        if (teacher is not null && ChanceLevel.IsAllOf(teacher.Test))
        {
            return null;
        }

        var (one, other) = (student.Test.Metric(main.Name), teacher?.Test.Metric(main.Name));
        var (part, whole) = main.HigherIsBetter ? (one, other) : (other, one);
        return whole is 0 ? null : part / whole;
    }

    // The largest over the columns; of a column without two groups that can be judged nothing is known, and so of all.
    private static double? Gap(EvaluationResult test, IReadOnlyList<SampleGroups> groups)
    {
        double?[] gaps = [.. groups.Select(group => SliceComparison.Gap(group, test.Correct)?.Size.Value)];
        return gaps.Contains(null) ? null : gaps.Max();
    }

    // Of classes that no test sample has, nothing is known.
    private static double? WorstRecall(EvaluationResult test) =>
        test.Tables.FirstOrDefault(table => table.Place(Recall) >= 0) is { } table
            ? Enumerable
                .Range(0, table.Cells.Count)
                .Where(row => table.Cell(row, Support) is null or > 0)
                .Select(row => table.Cell(row, Recall))
                .Min()
            : null;
}
