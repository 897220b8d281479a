namespace Decant.Evidence;

/// <summary>What the paired seeds say about the distilled student and one control arm.</summary>
internal sealed record ArmComparison
{
    /// <summary>Confidence of the interval that must lie within the margin: two one-sided tests at 5 % (Schuirmann 1987).</summary>
    public const double EquivalenceConfidence = 0.9;

    private readonly int _look;

    private ArmComparison(PairedArm paired, double corrected, int arms, int look)
    {
        _look = look;
        (Arm, Control, Gain, Samples, Margin, Arms) = (paired.Arm, paired.Control, paired.Gain, paired.Samples, paired.Margin, arms);
        var error = Looks.ErrorOf(look);
        Confidence = 1 - error;
        if (Gain.StandardDeviation is not { } deviation)
        {
            Outcome = Gain.Mean != 0 && Samples is { IsClear: false } ? Outcome.TooFewSamples : Outcome.NotEnoughSeeds;
            return;
        }

        (Chance, Corrected) = (ChanceOf(Gain), corrected);
        Interval = Gain.IntervalAt(Confidence);
        Effect = deviation > 0 ? Gain.Mean / deviation : null;
        Outcome =
            corrected <= error
                ? Samples is { IsClear: false }
                    ? Outcome.TooFewSamples
                    : Gain.Mean > 0
                        ? Outcome.Helped
                        : Outcome.Hurt
                : Gain.IntervalAt(EquivalenceConfidence)! is var inner && inner.Low > -Margin && inner.High < Margin
                    ? Outcome.NoDifference
                    : Outcome.NotEnoughSeeds;
    }

    /// <summary>Name of the control arm.</summary>
    public string Arm { get; }

    /// <summary>What the control arm reached.</summary>
    public SeedStatistics Control { get; }

    /// <summary>
    /// How much better the distilled student is, per paired seed, in the metric's unit; positive when distillation helped.
    /// </summary>
    public SeedStatistics Gain { get; }

    /// <summary>The two students sample by sample; null where the run is not judged by accuracy.</summary>
    public PairedSamples? Samples { get; }

    /// <summary>The smallest difference that matters, in the metric's unit.</summary>
    public double Margin { get; }

    /// <summary>The difference that further seeds are to show: the one that was measured, and no smaller one than matters.</summary>
    public double Sought => Math.Max(Margin, Math.Abs(Gain.Mean));

    /// <summary>How many arms are compared.</summary>
    public int Arms { get; }

    /// <summary>Share of intervals such as <see cref="Interval"/> that hold the true difference: 95 % at the first look.</summary>
    public double Confidence { get; }

    /// <summary>The interval of Student's t for the mean difference; null for one seed.</summary>
    public Interval? Interval { get; }

    /// <summary>p of the two-sided paired t test, 0 to 1; null for one seed.</summary>
    public double? Chance { get; }

    /// <summary>The same, corrected for the number of arms by <see cref="HolmCorrection"/>.</summary>
    public double? Corrected { get; }

    /// <summary>Mean difference in standard deviations of the differences (Cohen's d of pairs); null where they do not differ.</summary>
    public double? Effect { get; }

    /// <summary>What may be said.</summary>
    public Outcome Outcome { get; }

    /// <summary>
    /// Where seeds are too few: how many find a difference of <see cref="Sought"/> with power 80 % at the next look, by the deviation of
    /// the
    /// pairs so far; null where that is not known or more than <see cref="PairedPower.MostSeeds"/>.
    /// </summary>
    // Of several arms the first in Holm's order has the least error to itself, and another look has less than this one.
    public int? SeedsNeeded =>
        Outcome == Outcome.NotEnoughSeeds
        && Margin > 0
        && Gain.StandardDeviation is { } deviation
        && PairedPower.Seeds(Sought, deviation, Looks.ErrorOf(_look + 1) / Arms) is { } needed
            ? Math.Max(needed, Gain.Values.Count + 1)
            : null;

    /// <summary>Compares all arms at once.</summary>
    /// <param name="paired">The control arms, each with one or more pairs.</param>
    /// <param name="look">Which look at this study it is, from 1.</param>
    public static IReadOnlyList<ArmComparison> Of(IReadOnlyList<PairedArm> paired, int look)
    {
        var corrected = HolmCorrection.Of([.. paired.Select(arm => ChanceOf(arm.Gain))]);
        return [.. paired.Select((arm, i) => new ArmComparison(arm, corrected[i], paired.Count, look))];
    }

    /// <summary>One verdict on all arms: distillation helped where it beats every one of them.</summary>
    public static Outcome Whole(IReadOnlyList<ArmComparison> comparisons)
    {
        Outcome[] inOrder = [Outcome.Hurt, Outcome.TooFewSamples, Outcome.NotEnoughSeeds, Outcome.NoDifference, Outcome.Helped];
        return comparisons.Count == 0
            ? Outcome.NoControl
            : inOrder.First(outcome => comparisons.Any(comparison => comparison.Outcome == outcome));
    }

    // t = mean/(s/√n); differences that are all the same are certain, and all zero say nothing.
    private static double ChanceOf(SeedStatistics gain) =>
        gain.StandardDeviation is not { } deviation || gain.Mean == 0
            ? 1
            : StudentT.TwoSidedProbability(gain.Mean / deviation * Math.Sqrt(gain.Values.Count), gain.Values.Count - 1);
}
