using Decant.Data;
using Decant.Engine;

namespace Decant.Tasks;

/// <summary>
/// What a label is, and what follows from it: the head of a student, the losses that fit, and how good is measured.
/// Losses and metrics are named here and live in their own folders.
/// </summary>
public abstract class LearningTask
{
    /// <summary>Every task that a recipe can name.</summary>
    public static IReadOnlyList<LearningTask> All { get; } = [new ImageClassification(), new TableClassification()];

    /// <summary>The word in the recipe.</summary>
    public abstract string Name { get; }

    /// <summary>The metric that a result is judged by.</summary>
    public abstract MainMetric MainMetric { get; }

    /// <summary>Names of all metrics that are reported, the main one first.</summary>
    public abstract IReadOnlyList<string> Metrics { get; }

    /// <summary>Name of the loss against labels.</summary>
    public abstract string HardLabelLoss { get; }

    /// <summary>Name of the loss against a teacher's answers.</summary>
    public abstract string SoftTargetLoss { get; }

    /// <summary>The task of a name.</summary>
    /// <exception cref="DecantException">There is no such task.</exception>
    public static LearningTask Of(string name) =>
        All.FirstOrDefault(task => task.Name == name)
        ?? throw new DecantException($"task: {NearestName.Explain("task", name, All.Select(task => task.Name))}.");

    /// <summary>Numbers that a student must answer per sample.</summary>
    public abstract int HeadSize(Dataset data);

    /// <summary>Refuses data that the task cannot learn from.</summary>
    /// <exception cref="DecantException">The samples or their labels do not fit.</exception>
    public abstract void Check(DataSplits data);
}
