using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Recipes;
using Decant.Students;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>
/// Asks the losses of a recipe, before anything is trained, what they say about its task, batches and networks: values inside networks that are not there or
/// cannot be compared, losses that cannot teach here, and how unlike values are brought together.
/// </summary>
internal static class LossCheck
{
    /// <summary>All that they say, each a sentence that begins with the place in the recipe.</summary>
    /// <exception cref="DecantException">A network cannot be made.</exception>
    public static IReadOnlyList<LossNotice> Notices(Recipe recipe, PreparedData data, RunSettings settings)
    {
        var student = new Lazy<Graph>(() => Build(recipe.Student.Onnx, recipe.Student.File, recipe.Student.Model, recipe.Student.Values, "Student"));
        // Each learns from the one before it; a student without a teacher becomes the teacher of its next generation.
        Lazy<Graph>[] assistants = [.. recipe.Assistants.Select(assistant => new Lazy<Graph>(() => Build(null, null, assistant.Model, assistant.Values, "Assistant")))];
        Lazy<Graph>[] teachers = [new(() => Teacher() ?? student.Value), .. assistants];
        var main = TrainingJobs.Terms(recipe.Losses);
        var notices = recipe.Assistants.SelectMany((assistant, k) => Of(main, assistant.Training, assistants[k], teachers[k])).Concat(Of(main, recipe.Training, student, teachers[^1]));
        if (recipe.Student.Generations > 1)
        {
            notices = notices.Concat(Of(main, recipe.Training, student, student));
        }

        if (recipe.HintStage is { } hints)
        {
            notices = notices.Concat(Of(TrainingJobs.Terms(hints.Losses), hints.Training, student, teachers[^1]));
        }

        if (recipe.FineTune is { } fineTune)
        {
            notices = notices.Concat(Of(TrainingJobs.Terms(fineTune.Losses), fineTune.Training, student, teachers[^1]));
        }

        return [.. notices.Distinct()];

        IEnumerable<LossNotice> Of(IReadOnlyList<LossTerm> terms, TrainingSettings training, Lazy<Graph> learner, Lazy<Graph> teacher) =>
            TermNotices.Of(terms, new LossSetting(data.Goal.Kind, data.Head.Size, training.Batch), () => learner.Value, () => teacher.Value);

        Graph? Teacher() => recipe.Teacher.Members.Select(member => member.IsGiven
            ? GivenTeacher.Read(member, recipe.Training.Seed, data, settings, isTried: false).Network
            : Build(null, null, member.Train!.Model, member.Train.Values, "Teacher")).ToArray() switch
        {
            [] => null,
            [var only] => only,
            var several => EnsembleNetwork.Of(several, recipe.Teacher.Combine, data.Goal.Kind),
        };

        Graph Build(string? file, NetworkFileSettings? known, Architecture? model, Options.OptionValues? values, string role) => file is not null
            ? NetworkFile.Read(file, known!.Adoption(recipe.Training.Seed), role, data, settings, isTried: false).Network
            : Network.Build(model!, values!, data.SampleShape, data.Head, data.Scaling, recipe.Training.Seed);
    }
}
