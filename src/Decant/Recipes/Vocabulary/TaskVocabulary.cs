using Decant.Options;
using Decant.Tasks;

namespace Decant.Recipes.Vocabulary;

/// <summary>The tasks that a recipe can name: those of <see cref="LearningTask"/>.</summary>
internal static class TaskVocabulary
{
    public static Catalogue<Description> All { get; } = new(
        "task",
        LearningTask.All.Select(task => new Description(task.Name, $"Judged by {task.MainMetric.Name}.", OptionSet.Empty)));

    /// <summary>Metrics on validation that can decide when to stop.</summary>
    public static IReadOnlyList<string> DecidingMetrics { get; } =
        [.. LearningTask.All.Select(task => task.MainMetric.Name).Append("negative-log-likelihood").Distinct()];
}
