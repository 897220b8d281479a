namespace Decant.Evidence;

/// <summary>
/// What the test samples themselves allow one to say, whatever the seeds do: on each of them two classifiers are right or wrong. With one
/// seed the exact test of McNemar (1947): of the b + c samples on which only one is right, each is heads or tails. With more, the interval
/// of Student's t for the mean over samples of d_n, the difference on sample n averaged over the seeds.
/// </summary>
internal sealed record PairedSamples
{
    private const double Level = 1 - SeedStatistics.Confidence;

    private readonly Lazy<Interval> _bootstrap;

    private PairedSamples(double[] differences, int onlyDistilled, int onlyControl, double? chance, Interval? interval)
    {
        (Count, OnlyDistilled, OnlyControl, Chance, Interval) = (differences.Length, onlyDistilled, onlyControl, chance, interval);
        _bootstrap = new(() => BootstrapInterval.Of(differences));
    }

    /// <summary>Test samples.</summary>
    public int Count { get; }

    /// <summary>Samples on which the distilled student alone is right, over all seeds.</summary>
    public int OnlyDistilled { get; }

    /// <summary>Samples on which the control arm's student is right alone, over all seeds.</summary>
    public int OnlyControl { get; }

    /// <summary>How likely so uneven a split is where both are equally good, 0 to 1; null with several seeds.</summary>
    public double? Chance { get; }

    /// <summary>The interval for the difference in the share of right answers, over the samples; null with one seed.</summary>
    public Interval? Interval { get; }

    /// <summary>The interval of <see cref="BootstrapInterval"/> for that difference: shown, and never what decides.</summary>
    public Interval Bootstrap => _bootstrap.Value;

    /// <summary>Whether the samples are enough to tell the two apart.</summary>
    public bool IsClear => Chance is { } chance ? chance < Level : Interval is { Low: > 0 } or { High: < 0 };

    /// <summary>Compares two arms.</summary>
    /// <param name="pairs">For each seed whether the distilled student, and the control arm's student, are right on each sample.</param>
    /// <returns>Null where that is not known of every sample.</returns>
    public static PairedSamples? Of(IReadOnlyList<(IReadOnlyList<bool> Distilled, IReadOnlyList<bool> Control)> pairs)
    {
        var count = pairs.Count > 0 ? pairs[0].Distilled.Count : 0;
        if (count == 0 || pairs.Any(pair => pair.Distilled.Count != count || pair.Control.Count != count))
        {
            return null;
        }

        var differences = new double[count];
        int onlyDistilled = 0,
            onlyControl = 0;
        foreach (var (distilled, control) in pairs)
        {
            for (var n = 0; n < count; n++)
            {
                onlyDistilled += distilled[n] && !control[n] ? 1 : 0;
                onlyControl += control[n] && !distilled[n] ? 1 : 0;
                differences[n] += ((distilled[n] ? 1 : 0) - (control[n] ? 1 : 0)) / (double)pairs.Count;
            }
        }

        return pairs.Count == 1
            ? new PairedSamples(differences, onlyDistilled, onlyControl, McNemar(onlyDistilled, onlyControl), null)
            : new PairedSamples(differences, onlyDistilled, onlyControl, null, new SeedStatistics(differences).Interval);
    }

    /// <summary>min(1, 2·P(X ≤ min(b, c))) for X binomial of b + c tosses: two-sided, exact.</summary>
    internal static double McNemar(int b, int c)
    {
        var (tosses, least) = (b + c, Math.Min(b, c));
        double term = -tosses * Math.Log(2),
            sum = 0; // ln of (tosses over 0)/2^tosses
        for (var k = 0; k <= least; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log((tosses - k) / (k + 1.0));
        }

        return Math.Min(1, 2 * sum);
    }
}
