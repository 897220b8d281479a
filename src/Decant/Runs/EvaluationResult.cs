namespace Decant.Runs;

/// <summary>A model's quality on one split. Each task has its own kind; all of them list their numbers by name.</summary>
public abstract record EvaluationResult
{
    /// <summary>Samples that were looked at, 1 or more.</summary>
    public required int Samples { get; init; }

    /// <summary>The unit of the labels where they are numbers that have one, such as <c>degrees</c>; else empty.</summary>
    public virtual string LabelUnit => "";

    /// <summary>Each class or label by itself, by index; empty where answers are numbers.</summary>
    public virtual IReadOnlyList<ClassScore> Scores => [];

    /// <summary>Whether each sample's best class is its label, in the order of the split; empty where answers are not classes, or it is not known.</summary>
    public IReadOnlyList<bool> Correct { get; init; } = [];

    /// <summary>What each answer stands for, by index: the data's classes, labels or numbers; empty where it is not said.</summary>
    public IReadOnlyList<string> AnswerNames { get; init; } = [];

    /// <summary>Every single-number metric, in the order of the report.</summary>
    public abstract IReadOnlyList<NamedValue> Metrics { get; }

    /// <summary>The metric of a name, or null when this result does not have it.</summary>
    public double? Metric(string name)
    {
        foreach (var metric in Metrics)
        {
            if (metric.Name == name)
            {
                return metric.Value;
            }
        }

        return null;
    }
}
