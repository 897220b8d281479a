using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// ECE = Σ_b (n_b/N) · |accuracy of bin b − mean confidence of bin b|, the confidence being the best class's probability
/// and the bins ((b−1)/15, b/15] (Guo et al. 2017, arXiv:1706.04599). A fraction, 0 (70 % sure means right 7 times in
/// 10) to 1, lower is better.
/// </summary>
internal sealed class ExpectedCalibrationError
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("expectedCalibrationError", MetricFacts.Fraction, false)
        {
            Title = "Calibration error",
            Meaning = "By how much confidence differs from being right, on average over 15 bins of confidence. Lower is better.",
        };

    private const int Bins = 15;

    private readonly double[] _confidence = new double[Bins];
    private readonly int[] _right = new int[Bins];
    private readonly int[] _count = new int[Bins];
    private int _samples;

    public double Value
    {
        get
        {
            // n_b/N · |right_b/n_b − confidence_b/n_b| = |right_b − confidence_b| / N
            var sum = 0.0;
            for (var b = 0; b < Bins; b++)
            {
                sum += Math.Abs(_right[b] - _confidence[b]);
            }

            return sum / _samples;
        }
    }

    /// <summary>The bins, the least sure first: answers, those that are right, and the sum of their confidence.</summary>
    public IEnumerable<(int Count, int Right, double Confidence)> Counts =>
        Enumerable.Range(0, Bins).Select(b => (_count[b], _right[b], _confidence[b]));

    public void Add(in Answer answer)
    {
        var confidence = Math.Exp(answer.Logits[answer.Best] - answer.LogSumExp);
        var bin = Math.Clamp((int)Math.Ceiling(confidence * Bins) - 1, 0, Bins - 1);
        _samples++;
        _count[bin]++;
        _confidence[bin] += confidence;
        _right[bin] += answer.Best == answer.Label ? 1 : 0;
    }
}
