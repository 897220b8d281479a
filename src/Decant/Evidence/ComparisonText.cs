using System.Globalization;
using Decant.ControlArms;
using Decant.Runs;

namespace Decant.Evidence;

/// <summary>A comparison in plain words.</summary>
internal static class ComparisonText
{
    /// <summary>What distillation added against a control arm, with all that it rests on.</summary>
    public static string Of(MetricFacts metric, ArmComparison comparison)
    {
        var gain = comparison.Gain;
        // What rounds to nothing is called nothing.
        var unchanged = MetricText.Bare(metric, Math.Abs(gain.Mean)) == MetricText.Bare(metric, 0);
        var verb =
            unchanged ? "did not change"
            : gain.Mean > 0 ? "improved"
            : "worsened";
        var by = unchanged ? "" : $" by {MetricText.Difference(metric, Math.Abs(gain.Mean))}";
        var change = $"Distillation {verb} {MetricText.Words(metric.Name)}{by} against {Words(comparison)}";
        if (comparison.Outcome == Outcome.TooFewSamples)
        {
            return $"{change}, but that is {Few(comparison.Samples!, gain.Values.Count)}: not enough samples to tell. Give "
                + $"more test samples (data.test), or more data.";
        }

        if (comparison.Interval is not { } interval)
        {
            return $"{change}. One seed: no interval, so chance is not ruled out; run with compare.seeds: 3.";
        }

        var numbers =
            $"mean of {gain.Values.Count} paired seeds, {Confidence(comparison)} interval{(gain.Mean < 0 ? " of the gain" : "")} "
            + $"{MetricText.Bare(metric, interval.Low)} to {MetricText.Bare(metric, interval.High)}{Corrected(comparison)}";
        return comparison.Outcome switch
        {
            Outcome.NotEnoughSeeds => $"{change} ({numbers}), but "
                + $"{(interval is { Low: <= 0, High: >= 0 } ? "the interval contains zero: " : "")}chance explains it as well. "
                + Needed(metric, comparison),
            Outcome.NoDifference => $"{change} ({numbers}): no difference that matters, the 90 % interval lies within ±"
                + $"{MetricText.Difference(metric, comparison.Margin)} (compare.margin).",
            _ => $"{change} ({numbers}).",
        };
    }

    /// <summary>The same in one line, for further arms.</summary>
    public static string Short(MetricFacts metric, ArmComparison comparison)
    {
        var difference =
            $"{MetricText.Difference(metric, Math.Abs(comparison.Gain.Mean))} {(comparison.Gain.Mean < 0 ? "worse" : "better")}";
        var interval = comparison.Interval is { } range
            ? $", {Confidence(comparison)} interval {MetricText.Bare(metric, range.Low)} to {MetricText.Bare(metric, range.High)}"
                + Corrected(comparison)
            : "";
        return $"Against {Words(comparison)}: {difference}{interval}; {Of(comparison.Outcome)}.";
    }

    /// <summary>Where the student is next to its teacher; null where the seeds do not tell.</summary>
    public static string? Of(MetricFacts metric, TeacherComparison teacher)
    {
        var numbers = teacher.Interval is { } interval
            ? $"90 % interval of the difference {MetricText.Bare(metric, interval.Low)} to {MetricText.Bare(metric, interval.High)}"
            : "";
        return teacher.Standing switch
        {
            TeacherStanding.Equivalent =>
                $"It is as good as its teacher within {MetricText.Difference(metric, teacher.Margin)} ({numbers}).",
            TeacherStanding.Better => $"It is better than its teacher ({numbers}).",
            TeacherStanding.Worse => $"It is worse than its teacher ({numbers}).",
            _ => null,
        };
    }

    /// <summary>An outcome in a few words, such as <c>not enough seeds</c>.</summary>
    public static string Of(Outcome outcome) =>
        outcome switch
        {
            Outcome.Helped => "helped",
            Outcome.Hurt => "hurt",
            Outcome.NoDifference => "no difference",
            Outcome.TooFewSamples => "too few samples",
            Outcome.NotEnoughSeeds => "not enough seeds",
            _ => "not compared",
        };

    /// <summary>A probability, such as <c>0.031</c> or <c>&lt; 0.001</c>.</summary>
    public static string Chance(double chance) => chance < 0.001 ? "< 0.001" : chance.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Words(ArmComparison comparison) => ControlArmCatalogue.Find(comparison.Arm)?.Words ?? comparison.Arm;

    private static string Confidence(ArmComparison comparison) =>
        (100 * comparison.Confidence).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    // Of one arm the interval says the same as p.
    private static string Corrected(ArmComparison comparison)
    {
        if (comparison is not { Arms: > 1, Corrected: { } corrected })
        {
            return "";
        }

        var chance = Chance(corrected);
        return $", p {(chance[0] == '<' ? chance : $"= {chance}")} corrected for {comparison.Arms} arms";
    }

    private static string Needed(MetricFacts metric, ArmComparison comparison)
    {
        var sought = MetricText.Difference(metric, comparison.Sought);
        return comparison.SeedsNeeded is { } seeds ? $"About {seeds} seeds would show a difference of {sought} (power 80 %)."
            : comparison.Margin > 0 ? $"More than {PairedPower.MostSeeds} seeds would be needed to show a difference of {sought}."
            : "More seeds would tell.";
    }

    private static string Few(PairedSamples samples, int seeds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{samples.OnlyDistilled} against {samples.OnlyControl} of {samples.Count:N0} test samples that only "
                + $"one of the two gets right{(seeds > 1 ? $", over {seeds} seeds" : "")}, which chance explains"
        )
        + (
            samples.Chance is { } chance
                ? string.Create(CultureInfo.InvariantCulture, $" (exact test of McNemar, p = {chance:0.00})")
                : string.Create(
                        CultureInfo.InvariantCulture,
                        $" (95 % interval over the samples {100 * samples.Interval!.Low:0.00} to {100 * samples.Interval.High:0.00} points)"
                    )
                    .Replace('-', '−')
        );
}
