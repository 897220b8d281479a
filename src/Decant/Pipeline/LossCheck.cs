using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Notices;
using Decant.Recipes;
using Decant.SoftTargets;
using Decant.Students;

namespace Decant.Pipeline;

/// <summary>
/// Asks the losses of a recipe, before anything is trained, what they say about its task, batches and networks: values inside networks that
/// are not there or cannot be compared, losses that cannot teach here, and how unlike values are brought together.
/// </summary>
internal static class LossCheck
{
    /// <summary>All that they say, each a sentence that begins with the place in the recipe.</summary>
    public static IReadOnlyList<Notice> Notices(Recipe recipe, PreparedData data, RunNetworks networks)
    {
        // Each learns from the one before it; a student without a teacher becomes the teacher of its next generation.
        var (student, assistants) = (networks.Student, networks.Assistants);
        Lazy<Graph>[] teachers =
        [
            new(() =>
                networks.Teacher(recipe, data)
                ?? (
                    recipe.Teacher.Answers is { } answers ? Told(answers.Values, answers.Classes ?? data.Head.Size)
                    : recipe.Teacher.Embeddings is { } service ? Told(VectorTeacher.ValuesOf(service.Dimensions), classes: null)
                    : student
                )
            ),
            .. assistants.Select(assistant => new Lazy<Graph>(assistant)),
        ];
        var main = TrainingJobs.Terms(recipe.Losses);
        var notices = recipe
            .Assistants.SelectMany((assistant, k) => Of(main, assistant.Training, assistants[k], teachers[k]))
            .Concat(Of(main, recipe.Training, student, teachers[^1]));
        if (recipe.Student.Generations > 1)
        {
            notices = notices.Concat(Of(main, recipe.Training, student, new(student)));
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

        IEnumerable<Notice> Of(IReadOnlyList<DistillationLoss> terms, TrainingSettings training, Graph learner, Lazy<Graph> teacher) =>
            TermNotices.Of(terms, new LossSetting(data.Goal.Task, data.Head.Size, training.Batch), () => learner, () => teacher.Value);
    }

    // What a source of answers tells, in place of the network that it may have come from.
    private static Graph Told(IReadOnlyList<TeacherValue> values, int? classes)
    {
        var told = new Graph("teacher's answers");
        if (classes is { } width)
        {
            told.AddInput(Network.Logits, ElementType.Float32, new Shape("N", width));
        }

        foreach (var value in values)
        {
            told.AddInput(value.Name, ElementType.Float32, value.Shape);
        }

        return told;
    }
}
