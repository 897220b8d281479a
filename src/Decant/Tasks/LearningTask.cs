using Decant.Data;
using Decant.Engine;
using Decant.Runs;

namespace Decant.Tasks;

/// <summary>
/// What a label is, and what follows from it: the head of a student, the losses that fit, and how good is measured.
/// Losses and metrics are named here and live in their own folders.
/// </summary>
public abstract class LearningTask
{
    private readonly SampleForm _form;

    private protected LearningTask(SampleForm form, TaskKind kind) => (_form, Kind, Name) = (form, kind, $"{form.Name}-{kind.Word()}");

    /// <summary>Every task that a recipe can name.</summary>
    public static IReadOnlyList<LearningTask> All { get; } =
    [
        new Classification(SampleForm.Images), new Classification(SampleForm.Rows),
        new MultiLabel(SampleForm.Images), new MultiLabel(SampleForm.Rows),
        new Regression(SampleForm.Images), new Regression(SampleForm.Rows),
    ];

    /// <summary>The word in the recipe.</summary>
    public string Name { get; }

    /// <summary>What the answers of its networks mean.</summary>
    public TaskKind Kind { get; }

    /// <summary>The metric that a result is judged by; without unit where that is the labels'.</summary>
    public abstract MetricFacts MainMetric { get; }

    /// <summary>The metrics on validation that can decide when to stop, the main one first.</summary>
    public abstract IReadOnlyList<MetricFacts> DecidingMetrics { get; }

    /// <summary>Name of the loss against labels.</summary>
    public string HardLabelLoss => "hard-labels";

    /// <summary>Name of the loss against a teacher's answers.</summary>
    public abstract string SoftTargetLoss { get; }

    /// <summary>The task of a name.</summary>
    /// <exception cref="DecantException">There is no such task.</exception>
    public static LearningTask Of(string name) =>
        All.FirstOrDefault(task => task.Name == name)
        ?? throw new DecantException($"task: {NearestName.Explain("task", name, All.Select(task => task.Name))}.");

    /// <summary>The task of a kind on samples of a shape.</summary>
    /// <exception cref="DecantException">No task is for such samples.</exception>
    public static LearningTask Of(TaskKind kind, IReadOnlyList<int> sampleShape) =>
        All.FirstOrDefault(task => task.Kind == kind && sampleShape.Count == task._form.Rank)
        ?? throw new DecantException($"task: expected {SampleForm.Images.Words} or {SampleForm.Rows.Words}, received samples of shape [{string.Join(", ", sampleShape)}]. Choose another network or source.");

    /// <summary>What is to be learnt about the samples of a data set.</summary>
    /// <param name="data">The training samples.</param>
    /// <param name="target">The name of a target set; null to take the only one that fits, or the classes.</param>
    /// <exception cref="DecantException">There is no such target set, or it is of another kind.</exception>
    public abstract LearningGoal Goal(Dataset data, string? target);

    /// <summary>Refuses data that the task cannot learn from.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="goal">What is to be learnt of them.</param>
    /// <exception cref="DecantException">The samples or their labels do not fit.</exception>
    public void Check(DataSplits data, LearningGoal goal)
    {
        var train = data.Train;
        if (train.SampleShape.Count != _form.Rank)
        {
            throw new DecantException(
                $"task {Name}: expected {_form.Words}, received samples of shape [{string.Join(", ", train.SampleShape)}] from '{train.Name}'. Choose another task or source.");
        }

        CheckLabels(data, goal);
    }

    /// <summary>Refuses labels that cannot be learnt.</summary>
    private protected abstract void CheckLabels(DataSplits data, LearningGoal goal);
}
