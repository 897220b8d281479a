using Decant.Options;
using Decant.Tasks;

namespace Decant.Recipes.Vocabulary;

/// <summary>The tasks that a recipe can name: those of <see cref="LearningTasks"/>.</summary>
internal static class TaskVocabulary
{
    public static Catalogue<NamedTask> All { get; } = new("task", LearningTasks.All.Select(task => new NamedTask(task)));

    /// <summary>Metrics on validation that can decide when to stop.</summary>
    public static IReadOnlyList<string> DecidingMetrics { get; } =
    [.. LearningTasks.All.SelectMany(task => task.DecidingMetrics).Select(metric => metric.Word).Distinct()];
}
