using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Recipes;

namespace Decant.Pipeline;

/// <summary>Looks, before anything is trained, whether the values inside the networks that a recipe's losses name are there and can be compared.</summary>
internal static class HintCheck
{
    /// <summary>All problems, each a sentence that begins with the place in the recipe.</summary>
    /// <exception cref="DecantException">A network cannot be made.</exception>
    public static IReadOnlyList<string> Problems(Recipe recipe, PreparedData data, RunNetworks networks)
    {
        LossTerm[] main = [.. Reading(recipe.Losses)], others = [.. Reading(recipe.HintStage?.Losses ?? []), .. Reading(recipe.FineTune?.Losses ?? [])];
        if (main.Length + others.Length == 0)
        {
            return [];
        }

        // Each learns from the one before it; a student without a teacher becomes the teacher of its next generation.
        var student = networks.Student;
        Graph[] teachers = [networks.Teacher(recipe, data) ?? student, .. networks.Assistants];
        (Graph Learner, Graph Teacher)[] pairs = [.. networks.Assistants.Append(student).Zip(teachers), .. recipe.Student.Generations > 1 ? new[] { (student, student) } : []];
        return [.. pairs.SelectMany(pair => HintNames.Check(pair.Learner, pair.Teacher, main)).Concat(HintNames.Check(student, teachers[^1], others)).Distinct()];
    }

    private static IEnumerable<LossTerm> Reading(IReadOnlyList<LossSettings> losses) =>
        TrainingJobs.Terms(losses).Where(term => term.Loss.StudentValues(term.Options).Count + term.Loss.TeacherValues(term.Options).Count > 0);
}
