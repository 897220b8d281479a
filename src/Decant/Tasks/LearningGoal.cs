using Decant.Data;

namespace Decant.Tasks;

/// <summary>What a network is to answer about the samples of one data set.</summary>
/// <param name="Task">The task.</param>
/// <param name="Targets">The target set that holds the truth; null where the truth is the class.</param>
public sealed record LearningGoal(LearningTask Task, TargetSet? Targets = null)
{
    /// <summary>The class of each sample.</summary>
    public static LearningGoal Classes { get; } = new(LearningTasks.Default);

    /// <summary>The unit of the numbers; empty where they have none, or not the same.</summary>
    public string Unit => Targets?.Unit ?? "";

    /// <summary>The name of each answered number: classes, labels, or numbers with their units.</summary>
    public IReadOnlyList<string> Names(Dataset data) => Targets?.Columns ?? data.ClassNames;
}
