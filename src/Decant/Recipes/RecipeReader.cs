using Decant.Engine;
using Decant.Options;
using Decant.Tasks;

namespace Decant.Recipes;

/// <summary>Reads recipes: YAML in, an immutable <see cref="Recipe"/> out, or everything that is wrong with it at once.</summary>
internal static class RecipeReader
{
    /// <summary>Reads a recipe file.</summary>
    /// <param name="file">A YAML file in UTF-8.</param>
    /// <param name="overrides">Changes such as <c>training.epochs=10</c> or <c>losses.soft-targets.temperature=8</c>, later ones after
    /// earlier ones.</param>
    /// <exception cref="DecantException">The file or an override is wrong; the message has all problems, with their lines.</exception>
    public static Recipe Read(string file, IEnumerable<string>? overrides = null)
    {
        var reading = new OptionReading();
        var text = RecipeText.Read(file, reading);
        return Understand(text, file, overrides ?? [], reading);
    }

    /// <summary>Reads a recipe from its text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="overrides">Changes such as <c>training.epochs=10</c>, later ones after earlier ones.</param>
    /// <exception cref="DecantException">The text or an override is wrong; the message has all problems, with their lines.</exception>
    public static Recipe ReadText(string yaml, string name = "recipe", IEnumerable<string>? overrides = null) =>
        Understand(yaml, name, overrides ?? [], new OptionReading());

    private static Recipe Understand(string? text, string name, IEnumerable<string> overrides, OptionReading reading)
    {
        var root = text is null ? null : YamlTree.Read(text, reading);
        var map = root as WrittenMap;
        if (root is not null && map is null || root is null && reading.Problems.Count == 0)
        {
            reading.Report(
                root?.Place ?? default,
                root is null ? "the file is empty" : $"expected sections such as data, teacher and student, received {root.Describe()}",
                $"A recipe has {string.Join(", ", Recipe.Options.Select(option => option.Key))}; data and student are required."
            );
        }

        var changes = overrides.Select(argument => RecipeOverride.Parse(argument, reading)).OfType<RecipeOverride>().ToList();
        Recipe? recipe = null;
        if (map is not null)
        {
            map = changes.Aggregate(map, (changed, next) => next.Apply(WithDefaultList(changed, next.Section)));
            recipe = WithLossesOfTask(new Recipe { Values = Recipe.Options.Read(map, reading) }, map);
            Recipe.Check(new SettingsCheck(map, recipe.Values, reading));
        }

        return reading.Problems.Count == 0 ? recipe! : throw new RecipeException(name, Problems(reading, text));
    }

    // An override may reach into a list that the file leaves to its default: losses.soft-targets.temperature=8.
    private static WrittenMap WithDefaultList(WrittenMap map, string section) =>
        map.Find(section) is null
        && Recipe.Options.FirstOrDefault(option => option.Key == section) is { } option
        && option.Write(DefaultOf(option, map)) is WrittenList list
            ? map with
            {
                Entries = [.. map.Entries, new WrittenEntry(section, default, list)],
            }
            : map;

    private static object? DefaultOf(Option option, WrittenMap map) =>
        option.Key == Recipe.LossesKey
        && map.Find("task")?.Value is WrittenScalar word
        && LearningTasks.All.FirstOrDefault(task => task.Name == word.Text) is { } task
            ? Recipe.DefaultLosses(task)
            : option.ValueWhenAbsent;

    // What is learnt when nothing is written depends on the task, which may be anywhere in the file.
    private static Recipe WithLossesOfTask(Recipe recipe, WrittenMap map) =>
        map.Find(Recipe.LossesKey) is null && recipe.HasTask ? recipe with { Losses = Recipe.DefaultLosses(recipe.Task) } : recipe;

    private static IReadOnlyList<RecipeProblem> Problems(OptionReading reading, string? text)
    {
        var lines = text?.Split('\n') ?? [];
        return
        [
            .. reading
                .Problems.OrderBy(problem => problem.Place.Argument is not null)
                .ThenBy(problem => problem.Place.Line)
                .ThenBy(problem => problem.Place.Column)
                .Distinct()
                .Select(problem => new RecipeProblem(
                    problem.Place.Line,
                    problem.Place.Column,
                    problem.Path,
                    problem.Message,
                    problem.Remedy
                )
                {
                    Length = problem.Place.Length,
                    Excerpt = problem.Place.Argument
                        ?? (
                            problem.Place.Line >= 1 && problem.Place.Line <= lines.Length
                                ? lines[problem.Place.Line - 1].TrimEnd('\r')
                                : null
                        ),
                }),
        ];
    }
}
