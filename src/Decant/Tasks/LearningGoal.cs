using Decant.Data;
using Decant.Data.Fields;

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

    /// <summary>
    /// Another field that holds the truth, such as a mask with a class for each pixel; null where it is the class of the sample, or a
    /// target set.
    /// </summary>
    public Field? Truth { get; init; }

    /// <summary>Names of the fields that further heads learn, which losses and metrics read by name.</summary>
    public IReadOnlyList<string> FurtherFields { get; init; } = [];

    /// <summary>Numbers that the main head answers per sample; null for one for each of its names.</summary>
    public int? Answers { get; init; }

    /// <summary>The name of the field with the classes that are true, where those are learnt.</summary>
    public string LabelField => Truth?.Name ?? Field.LabelName;

    /// <summary>
    /// Names of the fields that hold the truth in a data set: the class, where it has one, the target set, another field, and those of
    /// further heads.
    /// </summary>
    public IReadOnlyList<string> Fields(Dataset data) =>
        [
            .. data.Schema.Find(Field.LabelName) is { } label ? [label.Name] : Array.Empty<string>(),
            .. Targets is null ? [] : new[] { (data.Schema.Find(Targets) ?? data.Schema[Targets.Name]).Name },
            .. Truth is null ? [] : new[] { Truth.Name },
            .. FurtherFields,
        ];

    /// <summary>Numbers that the main head answers per sample of a data set.</summary>
    public int Size(Dataset data) => Answers ?? Names(data).Count;

    /// <summary>The name of each answered number: classes, labels, or numbers with their units.</summary>
    public IReadOnlyList<string> Names(Dataset data) => Targets?.Columns ?? Truth?.Names ?? data.ClassNames;
}
