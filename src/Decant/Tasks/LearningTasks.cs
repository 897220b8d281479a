using Decant.Data.Fields;
using Decant.Engine;
using Decant.Tasks.Classes;
using Decant.Tasks.Detection;
using Decant.Tasks.Embeddings;
using Decant.Tasks.Labels;
using Decant.Tasks.Numbers;
using Decant.Tasks.Segmentation;
using Decant.Tasks.Tokens;

namespace Decant.Tasks;

/// <summary>The tasks that a recipe can name.</summary>
internal static class LearningTasks
{
    /// <summary>All of them. The first is that of a recipe that names none.</summary>
    public static IReadOnlyList<LearningTask> All { get; } =
    [
        new Classification(SampleForm.Images),
        new Classification(SampleForm.Rows),
        new Classification(SampleForm.Texts),
        new MultiLabel(SampleForm.Images),
        new MultiLabel(SampleForm.Rows),
        new MultiLabel(SampleForm.Texts),
        new Regression(SampleForm.Images),
        new Regression(SampleForm.Rows),
        new Regression(SampleForm.Texts),
        new ImageSegmentation(),
        new ObjectDetection(),
        new TokenClassification(),
        new TextEmbedding(),
    ];

    /// <summary>The task where none is named: classes.</summary>
    public static LearningTask Default => All[0];

    /// <summary>The second halves of their names, each once.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. All.Select(task => task.Word).Distinct()];

    /// <summary>The task of a name.</summary>
    /// <exception cref="DecantException">There is no such task.</exception>
    public static LearningTask Of(string name) =>
        All.FirstOrDefault(task => task.Name == name)
        ?? throw new DecantException($"task: {NearestName.Explain("task", name, All.Select(task => task.Name))}.");

    /// <summary>The first task of a word, for where samples play no part.</summary>
    /// <exception cref="DecantException">There is none; the message lists those that exist.</exception>
    public static LearningTask OfWord(string word) =>
        All.FirstOrDefault(task => task.Word == word) ?? throw new DecantException($"{NearestName.Explain("task", word, Words)}.");

    /// <summary>The task of a word on samples of an input.</summary>
    /// <exception cref="DecantException">No task is for such samples.</exception>
    public static LearningTask Of(string word, Field input) =>
        All.FirstOrDefault(task => task.Word == word && task.Takes(input))
        ?? throw new DecantException(
            $"task: expected {SampleForm.Images.Words}, {SampleForm.Rows.Words} or {SampleForm.Texts.Words}, received samples of shape "
                + $"[{string.Join(", ", input.Shape.Select(size => size.Size))}]. Choose another network or source."
        );
}
