using Decant.Options;
using Decant.Tasks;

namespace Decant.Recipes.Vocabulary;

/// <summary>The tasks that a recipe can name: those of <see cref="LearningTasks"/>.</summary>
internal static class TaskVocabulary
{
    public static Catalogue<Description> All { get; } =
        new("task", LearningTasks.All.Select(task => new Description(task.Name, $"Judged by {task.MainMetric.Word}.", OptionSet.Empty)));

    /// <summary>Metrics on validation that can decide when to stop.</summary>
    public static IReadOnlyList<string> DecidingMetrics { get; } =
    [.. LearningTasks.All.SelectMany(task => task.DecidingMetrics).Select(metric => metric.Word).Distinct()];
}
