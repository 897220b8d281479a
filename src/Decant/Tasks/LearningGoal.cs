using Decant.Data;
using Decant.Data.Fields;

namespace Decant.Tasks;

/// <summary>What a network is to answer about the samples of one data set.</summary>
/// <param name="Kind">What its answers mean.</param>
/// <param name="Targets">The target set that holds the truth; null where the truth is the class.</param>
public sealed record LearningGoal(TaskKind Kind, TargetSet? Targets = null)
{
    /// <summary>The class of each sample.</summary>
    public static LearningGoal Classes { get; } = new(TaskKind.Classification);

    /// <summary>The unit of the numbers; empty where they have none, or not the same.</summary>
    public string Unit => Kind == TaskKind.Regression ? Targets!.Unit : "";

    /// <summary>Names of the fields that hold the truth in a data set: the class, where it has one, and the target set.</summary>
    public IReadOnlyList<string> Fields(Dataset data) =>
    [
        .. data.Schema.Find(Field.LabelName) is { } label ? [label.Name] : Array.Empty<string>(),
        .. Targets is null ? [] : new[] { (data.Schema.Find(Targets) ?? data.Schema[Targets.Name]).Name },
    ];

    /// <summary>What each answered number stands for: classes, labels, or numbers with their units.</summary>
    public IReadOnlyList<string> Names(Dataset data) => Targets?.Columns ?? data.ClassNames;
}
