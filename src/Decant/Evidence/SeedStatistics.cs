namespace Decant.Evidence;

/// <summary>One number per seed, and what they say together about the number behind them.</summary>
internal sealed record SeedStatistics
{
    /// <summary>Share of such intervals that hold the true mean.</summary>
    public const double Confidence = 0.95;

    /// <summary>Looks at some numbers.</summary>
    /// <param name="values">1 or more.</param>
    public SeedStatistics(IReadOnlyList<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        Values = values;
        Mean = values.Sum() / values.Count;
        if (values.Count > 1)
        {
            // s = √(Σ (x − mean)² / (n − 1))
            StandardDeviation = Math.Sqrt(values.Sum(value => (value - Mean) * (value - Mean)) / (values.Count - 1));
            Interval = IntervalAt(Confidence);
        }
    }

    /// <summary>The numbers, in the order of the seeds.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Their mean.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation with n − 1; null for one number.</summary>
    public double? StandardDeviation { get; }

    /// <summary>The interval of Student's t at <see cref="Confidence"/> for the mean; null for one number.</summary>
    public Interval? Interval { get; }

    /// <summary>mean ± t(n − 1)·s/√n, exact for normal numbers; null for one number.</summary>
    /// <param name="confidence">Share of such intervals that hold the true mean.</param>
    public Interval? IntervalAt(double confidence)
    {
        if (StandardDeviation is not { } deviation)
        {
            return null;
        }

        var half = StudentT.TwoSidedQuantile(confidence, Values.Count - 1) * deviation / Math.Sqrt(Values.Count);
        return new Interval(Mean - half, Mean + half);
    }
}
