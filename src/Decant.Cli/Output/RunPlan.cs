using System.Globalization;
using Decant.Recipes;
using Decant.Runs;

namespace Decant.Cli.Output;

/// <summary>What a recipe is going to train, and what of it is only for the proof.</summary>
internal static class RunPlan
{
    /// <summary>A sentence with every arm and its epochs.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="compare">Whether the control arms are trained too.</param>
    public static string Of(Recipe recipe, bool compare)
    {
        var (seeds, epochs) = (recipe.Compare.Seeds, recipe.Training.Epochs);
        var arms = compare ? recipe.Compare.Arms.Select(arm => arm.Name).ToList() : [];
        var teachers = recipe
            .Teacher.Members.Select(teacher =>
                teacher.Train is { } train
                    ? $"{ArmNames.Teacher} {train.Model?.Growth ?? Times(1, train.Training.Epochs)}"
                    : $"{ArmNames.Teacher} from {teacher.Place}"
            )
            .Concat(recipe.Assistants.Select(assistant => $"assistant {Times(1, assistant.Training.Epochs)}"));
        var main = $"{(recipe.Student.Generations > 1 ? $"{recipe.Student.Generations} generations of " : "")}{Times(seeds, epochs)}";
        var students = arms.Select(arm => $"{arm} {Times(seeds, epochs)}{(arm == "longer" ? " or more" : "")}")
            .Prepend($"{ArmNames.Distilled} {main}");
        var trainings = string.Join(", ", teachers.Concat(students));
        return arms.Count == 0 ? $"It trains: {trainings}."
            : arms.Count == 1
                ? $"It trains: {trainings}. The arm {arms[0]} is the proof: it costs about as much as the distillation; "
                    + $"--no-compare leaves it out."
            : $"It trains: {trainings}. The arms {string.Join(", ", arms)} are the proof: each costs about as much as the "
                + $"distillation; --no-compare leaves them out.";
    }

    private static string Times(int seeds, int epochs) =>
        string.Create(CultureInfo.InvariantCulture, $"{(seeds > 1 ? $"{seeds} × " : "")}{epochs} epoch{(epochs == 1 ? "" : "s")}");
}
