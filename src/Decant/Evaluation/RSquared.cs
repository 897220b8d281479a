using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// R² = 1 − Σₙ (ŷₙ − yₙ)² / Σₙ (yₙ − ȳ)², the share of the truth's variance that is explained (Wright 1921). Without unit; 1 is perfect, 0
/// is what predicting the mean ȳ gives, below 0 is worse than that. Not defined where the truth does not vary.
/// </summary>
internal sealed class RSquared
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("rSquared", "", true)
        {
            Title = "R²",
            Meaning =
                "Share of the truth’s variance that the predictions explain: 1 is perfect, 0 is what always predicting the mean gives.",
        };

    private int _samples;
    private double _mean;
    private double _variation;
    private double _residual;

    /// <summary>Null where the truth is the same for all samples.</summary>
    public double? Value => _variation > 0 ? 1 - (_residual / _variation) : null;

    public void Add(double truth, double prediction)
    {
        // Welford 1962: Σ (y − ȳ)² grows by (y − ȳ before)·(y − ȳ after), without the cancellation of Σ y² − N·ȳ².
        _samples++;
        var before = truth - _mean;
        _mean += before / _samples;
        _variation += before * (truth - _mean);
        _residual += (prediction - truth) * (prediction - truth);
    }
}
