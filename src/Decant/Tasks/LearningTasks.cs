using Decant.Engine;
using Decant.Tasks.Classes;
using Decant.Tasks.Labels;
using Decant.Tasks.Numbers;
using Decant.Tasks.Segmentation;

namespace Decant.Tasks;

/// <summary>The tasks that a recipe can name.</summary>
internal static class LearningTasks
{
    /// <summary>All of them. The first is that of a recipe that names none.</summary>
    public static IReadOnlyList<LearningTask> All { get; } =
    [
        new Classification(SampleForm.Images),
        new Classification(SampleForm.Rows),
        new MultiLabel(SampleForm.Images),
        new MultiLabel(SampleForm.Rows),
        new Regression(SampleForm.Images),
        new Regression(SampleForm.Rows),
        new ImageSegmentation(),
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

    /// <summary>The task of a word on samples of a shape.</summary>
    /// <exception cref="DecantException">No task is for such samples.</exception>
    public static LearningTask Of(string word, IReadOnlyList<int> sampleShape) =>
        All.FirstOrDefault(task => task.Word == word && task.Takes(sampleShape))
        ?? throw new DecantException(
            $"task: expected {SampleForm.Images.Words} or {SampleForm.Rows.Words}, received samples of shape "
                + $"[{string.Join(", ", sampleShape)}]. Choose another network or source."
        );
}
