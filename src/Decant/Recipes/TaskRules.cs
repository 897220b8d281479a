using Decant.Engine;
using Decant.Losses;
using Decant.Options;
using Decant.Tasks;

namespace Decant.Recipes;

/// <summary>What a recipe may only say with some tasks: losses, metrics, and options about classes.</summary>
internal static class TaskRules
{
    /// <summary>Reports every place that does not fit the task.</summary>
    /// <param name="check">The recipe that was read.</param>
    /// <param name="task">Its task.</param>
    public static void Check(SettingsCheck check, LearningTask task)
    {
        CheckLosses(check.Written, check.Reading, task);
        CheckMetrics(check.Written, check.Reading, task);
        CheckRequirements(check, task);
        CheckSlices(check, task);
        foreach (var refusal in task.Refusals)
        {
            Refuse(check, refusal);
        }
    }

    private static void CheckRequirements(SettingsCheck check, LearningTask task)
    {
        const string key = "require";
        var known = Requirement.Known(task);
        foreach (var entry in (check.Written.Find(key)?.Value as WrittenMap)?.Entries.Where(entry => !known.Contains(entry.Key)) ?? [])
        {
            check
                .Reading.At(key)
                .At(entry.Key)
                .Report(
                    entry.KeyPlace,
                    $"{NearestName.Explain("measure", entry.Key, known)}; task {task.Name} has these",
                    "Correct the name, or remove the line."
                );
        }
    }

    private static void CheckSlices(SettingsCheck check, LearningTask task)
    {
        const string key = "slices";
        var hasSlices =
            new Recipe { Values = check.Values }
                .Slices
                .Count > 0;
        if (hasSlices && task.MainMetric.Name != Runs.NamedValue.Accuracy)
        {
            check.Report(
                key,
                $"groups are compared by the share of right answers, and a network of task {task.Name} answers with {task.Answers.Words}",
                "Remove 'slices', or take a task of classes."
            );
        }

        if (!hasSlices && (check.Written.Find("require")?.Value as WrittenMap)?.Find(Requirement.GapBetweenGroups) is { } gap)
        {
            check
                .Reading.At("require")
                .At(gap.Key)
                .Report(
                    gap.KeyPlace,
                    "a gap is one between groups of test samples, and the recipe names no column that divides them",
                    "Name columns, such as slices: [sex, race], or remove the line."
                );
        }
    }

    private static void Refuse(SettingsCheck check, RecipeRefusal refusal)
    {
        // A recipe as it ran writes every number, and 0 is none.
        if (
            check.Written.Find(refusal.Section)?.Value is WrittenMap map
            && map.Find(refusal.Key) is { Value: not WrittenScalar { Text: "" or "0" } } entry
            && (refusal.Word is null || entry.Value is WrittenScalar word && word.Text == refusal.Word)
        )
        {
            check.Reading.At(refusal.Section).At(refusal.Key).Report(entry.KeyPlace, refusal.Message, refusal.Remedy);
        }
    }

    // Wherever a list of losses is: in the recipe, in a stage of hints, in a stage of labels.
    private static void CheckLosses(WrittenMap map, OptionReading reading, LearningTask task)
    {
        foreach (var entry in map.Entries)
        {
            var inner = reading.At(entry.Key);
            if (entry is { Key: "losses", Value: WrittenList list })
            {
                for (var index = 0; index < list.Items.Count; index++)
                {
                    CheckLoss(list.Items[index], inner.At($"{index}"), task);
                }
            }
            else if (entry.Value is WrittenMap section)
            {
                CheckLosses(section, inner, task);
            }
        }
    }

    private static void CheckLoss(WrittenNode item, OptionReading reading, LearningTask task)
    {
        var (name, place) = item switch
        {
            WrittenMap { Entries: [var only] } => (only.Key, only.KeyPlace),
            WrittenScalar word => (word.Text, word.Place),
            _ => ("", item.Place),
        };
        if (DistillationLosses.All.TryFind(name, out var loss) && !loss.Fits(task))
        {
            reading
                .At(name)
                .Report(
                    place,
                    $"'{name}' compares {loss.Compares!.Words}, and a network of task {task.Name} answers with {task.Answers.Words}",
                    loss.NeedsTeacher
                        ? $"Take '{task.SoftTargetLoss}' to learn from the teacher's answers."
                        : $"Take '{task.HardLabelLoss}' to learn from the labels."
                );
        }
    }

    private static void CheckMetrics(WrittenMap map, OptionReading reading, LearningTask task)
    {
        foreach (var entry in map.Entries)
        {
            var inner = reading.At(entry.Key);
            if (
                entry is { Key: "early-stopping", Value: WrittenMap stopping }
                && stopping.Find("metric") is { Value: WrittenScalar metric }
            )
            {
                var known = task.DecidingMetrics.Select(known => known.Word).ToArray();
                if (Vocabulary.TaskVocabulary.DecidingMetrics.Contains(metric.Text) && !known.Contains(metric.Text))
                {
                    inner
                        .At("metric")
                        .Report(
                            metric.Place,
                            $"{metric.Text} is no metric of task {task.Name}",
                            $"Take one of {string.Join(", ", known)}, or leave it out."
                        );
                }
            }
            else if (entry.Value is WrittenMap section)
            {
                CheckMetrics(section, inner, task);
            }
        }
    }
}
