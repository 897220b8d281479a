using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)): the correlation of answers and truth, each as 0 or 1 (Matthews 1975). −1 to 1; 0 is
/// chance, and what a network gets that always answers the same.
/// </summary>
internal sealed class MatthewsCorrelation
{
    // Answer, truth.
    private readonly long[,] _counts = new long[2, 2];

    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("matthewsCorrelation", "", true)
        {
            Title = "Matthews correlation",
            Meaning =
                "Correlation of the answered class with the true one, −1 to 1. 0 is chance, and what always giving one answer reaches, "
                + "however rare the other is.",
        };

    /// <summary>The correlation.</summary>
    public double Value
    {
        get
        {
            double yes = _counts[1, 0] + _counts[1, 1],
                no = _counts[0, 0] + _counts[0, 1],
                with = _counts[0, 1] + _counts[1, 1],
                without = _counts[0, 0] + _counts[1, 0];
            var spread = Math.Sqrt(yes * no) * Math.Sqrt(with * without);
            return spread > 0 ? (((double)_counts[1, 1] * _counts[0, 0]) - ((double)_counts[1, 0] * _counts[0, 1])) / spread : 0;
        }
    }

    /// <summary>Adds a sample.</summary>
    /// <param name="answer">The answered class, 0 or 1.</param>
    /// <param name="truth">The true one.</param>
    public void Add(int answer, int truth) => _counts[answer, truth]++;
}
