using Decant.Evaluation;

namespace Decant.Auditing;

/// <summary>A classifier's answers to samples of which the class is known: what every fact of an audit is computed from.</summary>
internal sealed class LabelledAnswers
{
    private readonly float[] _logits;
    private readonly int[] _labels;

    /// <summary>Takes the arrays as they are.</summary>
    /// <param name="logits">[N, C], sample after sample.</param>
    /// <param name="labels">[N], 0 to C − 1.</param>
    /// <param name="classes">C, 2 or more.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together, or there is no sample.</exception>
    public LabelledAnswers(float[] logits, int[] labels, int classes)
    {
        if (labels.Length == 0 || logits.Length != (long)labels.Length * classes || labels.Any(label => (uint)label >= (uint)classes))
        {
            throw new ArgumentException(
                $"Auditing answers: expected labels 0 to {classes - 1} of one sample or more and {classes} logits for each, received "
                    + $"{labels.Length} labels and {logits.Length} logits.",
                nameof(logits)
            );
        }

        (_logits, _labels, Classes) = (logits, labels, classes);
    }

    /// <summary>N.</summary>
    public int Count => _labels.Length;

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>All logits, [N, C].</summary>
    public float[] Logits => _logits;

    /// <summary>The class of each sample, [N].</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>The class that is answered to a sample.</summary>
    public int Best(int n) => Answer.BestOf(Row(n));

    /// <summary>Whether the answer to a sample is its class.</summary>
    public bool IsRight(int n) => Best(n) == _labels[n];

    /// <summary>The logits of a sample, C.</summary>
    public ReadOnlySpan<float> Row(int n) => _logits.AsSpan(n * Classes, Classes);

    /// <summary>softmax(z/T) of a sample.</summary>
    /// <param name="n">The sample.</param>
    /// <param name="probabilities">Room for C numbers.</param>
    /// <param name="temperature">T, above 0.</param>
    public void Probabilities(int n, Span<double> probabilities, double temperature = 1)
    {
        var row = Row(n);
        var (highest, sum) = ((double)row[Answer.BestOf(row)], 0.0);
        for (var c = 0; c < row.Length; c++)
        {
            sum += probabilities[c] = Math.Exp((row[c] - highest) / temperature);
        }

        for (var c = 0; c < row.Length; c++)
        {
            probabilities[c] /= sum;
        }
    }

    /// <summary>The probability of the answered class of a sample.</summary>
    public double Confidence(int n)
    {
        var answer = new Answer(Row(n), _labels[n]);
        return Math.Exp(answer.Logits[answer.Best] - answer.LogSumExp);
    }
}
