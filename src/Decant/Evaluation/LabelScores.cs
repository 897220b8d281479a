using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Precision, recall and F1 of each label as in <see cref="PrecisionRecallF1"/>, a label being a class of its own that a sample has or has
/// not. Macro values are means over the labels that occur in truth or answers; micro F1 = 2·ΣTP/(2·ΣTP + ΣFP + ΣFN) over all labels
/// together, in which a frequent label weighs more than a rare one.
/// </summary>
internal sealed class LabelScores(int labels)
{
    /// <summary>F1 of all labels together.</summary>
    public static MetricFacts MicroF1Facts { get; } =
        new("microF1", MetricFacts.Fraction, true)
        {
            Title = "F1, micro",
            Meaning = "Harmonic mean of precision and recall of all answers together: a frequent label weighs more than a rare one.",
        };

    private readonly long[] _right = new long[labels];
    private readonly long[] _given = new long[labels];
    private readonly long[] _support = new long[labels];

    public IReadOnlyList<ClassScore> Labels =>
        [.. Enumerable.Range(0, labels).Select(label => PrecisionRecallF1.Of(_right[label], _given[label], _support[label]))];

    public double MicroF1 => PrecisionRecallF1.Of(_right.Sum(), _given.Sum(), _support.Sum()).F1;

    public void Add(int label, bool answer, bool truth)
    {
        _right[label] += answer && truth ? 1 : 0;
        _given[label] += answer ? 1 : 0;
        _support[label] += truth ? 1 : 0;
    }

    /// <summary>The mean over the labels that occur; 0 where none does.</summary>
    public double Macro(Func<ClassScore, double> score) =>
        Labels.Where((_, label) => _given[label] + _support[label] > 0).Select(score).DefaultIfEmpty(0).Average();
}
