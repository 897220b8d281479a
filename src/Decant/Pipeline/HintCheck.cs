using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Recipes;
using Decant.Students;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Looks, before anything is trained, whether the values inside the networks that a recipe's losses name are there and can be compared.</summary>
internal static class HintCheck
{
    /// <summary>All problems, each a sentence that begins with the place in the recipe.</summary>
    /// <exception cref="DecantException">A network cannot be made.</exception>
    public static IReadOnlyList<string> Problems(Recipe recipe, PreparedData data, RunSettings settings)
    {
        LossTerm[] main = [.. Reading(recipe.Losses)], others = [.. Reading(recipe.HintStage?.Losses ?? []), .. Reading(recipe.FineTune?.Losses ?? [])];
        if (main.Length + others.Length == 0)
        {
            return [];
        }

        var student = Of(recipe.Student.Onnx, recipe.Student.File, recipe.Student.Model, recipe.Student.Values, "Student");
        // Each learns from the one before it; a student without a teacher becomes the teacher of its next generation.
        Graph[] assistants = [.. recipe.Assistants.Select(assistant => Of(null, null, assistant.Model, assistant.Values, "Assistant"))];
        Graph[] teachers = [Teacher() ?? student, .. assistants];
        (Graph Learner, Graph Teacher)[] pairs = [.. assistants.Append(student).Zip(teachers), .. recipe.Student.Generations > 1 ? new[] { (student, student) } : []];
        return [.. pairs.SelectMany(pair => HintNames.Check(pair.Learner, pair.Teacher, main)).Concat(HintNames.Check(student, teachers[^1], others)).Distinct()];

        Graph? Teacher() => recipe.Teacher.Members.Select(member => member.IsGiven
            ? GivenTeacher.Read(member, recipe.Training.Seed, data, settings, isTried: false).Network
            : Of(null, null, member.Train!.Model, member.Train.Values, "Teacher")).ToArray() switch
        {
            [] => null,
            [var only] => only,
            var several => EnsembleNetwork.Of(several, recipe.Teacher.Combine, data.Goal.Kind),
        };

        Graph Of(string? file, NetworkFileSettings? known, Architecture? model, Options.OptionValues? values, string role) => file is not null
            ? NetworkFile.Read(file, known!.Adoption(recipe.Training.Seed), role, data, settings, isTried: false).Network
            : Network.Build(model!, values!, data.SampleShape, data.Head, data.Scaling, recipe.Training.Seed);
    }

    private static IEnumerable<LossTerm> Reading(IReadOnlyList<LossSettings> losses) =>
        TrainingJobs.Terms(losses).Where(term => term.Loss.StudentValues(term.Options).Count + term.Loss.TeacherValues(term.Options).Count > 0);
}
