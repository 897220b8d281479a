using Decant.Options;
using Decant.Tasks;

namespace Decant.Recipes.Vocabulary;

/// <summary>A task as the value of an option: its name is what is written.</summary>
/// <param name="Task">The task, out of the catalogue or of one's own.</param>
internal sealed record NamedTask(LearningTask Task) : Description(Task.Name, $"Judged by {Task.MainMetric.Word}.", OptionSet.Empty);
