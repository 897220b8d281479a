using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Tokens;

/// <summary>
/// Precision, recall and F1 of spans: one is right if its words and its kind are those of the truth. TP, FP and FN are counted over all
/// spans (micro), as at CoNLL 2003 (Tjong Kim Sang, De Meulder 2003, arXiv:cs/0306050). Fractions, 0 to 1; 0 where there is no span.
/// </summary>
/// <param name="kinds">How many kinds of spans there are.</param>
internal sealed class SpanF1(int kinds)
{
    /// <summary>F1 over all spans.</summary>
    public static MetricFacts Facts { get; } =
        new("spanF1", MetricFacts.Fraction, true)
        {
            Title = "F1 of spans",
            Meaning = "Harmonic mean of precision and recall; a span is right if all its words and its kind are.",
        };

    /// <summary>Precision over all spans.</summary>
    public static MetricFacts PrecisionFacts { get; } =
        new("spanPrecision", MetricFacts.Fraction, true)
        {
            Title = "Precision of spans",
            Meaning = "Of the spans that were found, the share that are right.",
        };

    /// <summary>Recall over all spans.</summary>
    public static MetricFacts RecallFacts { get; } =
        new("spanRecall", MetricFacts.Fraction, true)
        {
            Title = "Recall of spans",
            Meaning = "Of the spans that there are, the share that was found.",
        };

    private readonly long[] _right = new long[kinds];
    private readonly long[] _given = new long[kinds];
    private readonly long[] _true = new long[kinds];

    /// <summary>Each kind by itself.</summary>
    public IReadOnlyList<ClassScore> Kinds =>
        [.. Enumerable.Range(0, kinds).Select(kind => PrecisionRecallF1.Of(_right[kind], _given[kind], _true[kind]))];

    /// <summary>All kinds together.</summary>
    public ClassScore All => PrecisionRecallF1.Of(_right.Sum(), _given.Sum(), _true.Sum());

    /// <summary>Adds a text.</summary>
    /// <param name="answer">The spans that were found.</param>
    /// <param name="truth">The spans that there are.</param>
    public void Add(List<(int Start, int End, int Kind)> answer, List<(int Start, int End, int Kind)> truth)
    {
        foreach (var span in answer)
        {
            _given[span.Kind]++;
            _right[span.Kind] += truth.Contains(span) ? 1 : 0;
        }

        foreach (var span in truth)
        {
            _true[span.Kind]++;
        }
    }
}
