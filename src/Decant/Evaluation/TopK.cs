using System.Globalization;
using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// top-k accuracy = (1/N) Σₙ [yₙ is among the k classes with the highest logits]. A fraction, 0 to 1, higher is better;
/// k = 1 is accuracy, k = C is 1. Of equal logits the lower class index counts as the higher.
/// </summary>
internal sealed class TopK(int k)
{
    /// <summary>How it is named and told.</summary>
    public MetricFacts Facts { get; } =
        new(NamedValue.TopKAccuracy, MetricFacts.Fraction, true)
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"Top-{k} accuracy"),
            Meaning =
                "Share of the test samples whose label is among the k most likely classes; of equal ones the lower "
                + "class index comes first.",
        };

    private int _samples;
    private int _hits;

    public double Value => (double)_hits / _samples;

    public void Add(in Answer answer)
    {
        _samples++;
        _hits += Rank(answer.Logits, answer.Label) < k ? 1 : 0;
    }

    // The number of classes before the label when they are sorted by logit.
    private static int Rank(ReadOnlySpan<float> logits, int label)
    {
        var rank = 0;
        for (var c = 0; c < logits.Length; c++)
        {
            var before = logits[c] > logits[label] || (logits[c] == logits[label] && c < label);
            rank += before ? 1 : 0;
        }

        return rank;
    }
}
