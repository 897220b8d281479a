namespace Decant.Runs;

/// <summary>
/// A model's quality on one split, as data: a task says what it measured and how it is shown, and reports, files and terminal draw whatever
/// is here.
/// Formulas are with the metrics of <c>Decant.Evaluation</c> and of the tasks.
/// </summary>
public sealed record EvaluationResult
{
    /// <summary>Samples that were looked at, 1 or more.</summary>
    public required int Samples { get; init; }

    /// <summary>Every single-number metric, in the order of the report.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Numbers that say how something was measured, such as the k of top-k accuracy; for programs.</summary>
    public IReadOnlyList<NamedValue> Settings { get; init; } = [];

    /// <summary>
    /// The unit of the labels, such as <c>degrees</c>; empty where they have none or not the same, null where labels are no numbers.
    /// </summary>
    public string? LabelUnit { get; init; }

    /// <summary>Each class, label or number by itself.</summary>
    internal IReadOnlyList<ResultTable> Tables { get; init; } = [];

    /// <summary>What was taken for what; null where answers are not classes.</summary>
    internal ConfusionCounts? Confusion { get; init; }

    /// <summary>What always answering the most frequent class reaches; null where that says nothing.</summary>
    internal MajorityAnswer? Majority { get; init; }

    /// <summary>Predicted numbers next to the truth, for charts.</summary>
    internal IReadOnlyList<ResultScatter> Scatters { get; init; } = [];

    /// <summary>Some samples as pictures, with what is true of them and what was answered.</summary>
    internal IReadOnlyList<ResultPicture> Pictures { get; init; } = [];

    /// <summary>Some samples as pictures, with the boxes of things that are there and of those that were found.</summary>
    internal IReadOnlyList<ResultBoxes> Boxes { get; init; } = [];

    /// <summary>Precision by recall, a curve for each class; empty where nothing is found.</summary>
    internal IReadOnlyList<ResultCurve> Curves { get; init; } = [];

    /// <summary>
    /// Whether each sample's best class is its label, in the order of the split; empty where answers are not classes, or it is not known.
    /// </summary>
    public IReadOnlyList<bool> Correct { get; init; } = [];

    /// <summary>What each answer means, by index: the data's classes, labels or numbers; empty where it is not said.</summary>
    public IReadOnlyList<string> AnswerNames { get; init; } = [];

    /// <summary>The names and values of the measures.</summary>
    public IReadOnlyList<NamedValue> Metrics => [.. Measures.Select(measure => new NamedValue(measure.Name, measure.Value))];

    /// <summary>The metric of a name, or null when this result does not have it.</summary>
    public double? Metric(string name) => Measures.FirstOrDefault(measure => measure.Name == name)?.Value;
}
