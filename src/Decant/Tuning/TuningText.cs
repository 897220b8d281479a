using System.Globalization;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Tuning;

/// <summary>A search in plain words.</summary>
internal static class TuningText
{
    /// <summary>What was found, and how sure that is.</summary>
    public static string Verdict(TuningResult result)
    {
        var (metric, winner) = (result.Metric, result.Winner);
        var words = MetricText.Words(metric.Name);
        var level = $"{Mean(metric, winner.Scores)} {words} on the validation part";
        if (winner.IsRecipe)
        {
            return $"Nothing that was tried is better than the recipe as it was: with fresh seeds it reaches {level}.";
        }

        if (result.Gain is not { } gain)
        {
            return $"The recipe as it was could not be trained with a fresh seed. Trial {Name(winner.Trial)} could: {level}.";
        }

        var seeds = $"{gain.Values.Count} fresh seed{(gain.Values.Count == 1 ? "" : "s")}";
        var by = $"by {MetricText.Difference(metric, gain.Mean)} of {words}";
        if (result.GainInterval is not { } interval)
        {
            return $"Trial {Name(winner.Trial)} came out better than the recipe as it was {by}, with one fresh seed: chance is not ruled out. It "
                + $"reaches {level}.";
        }

        var range =
            $"{seeds}, paired, 95 % interval for the best of {result.Finalists.Count(finalist => !finalist.IsRecipe)}: "
            + $"{MetricText.Bare(metric, interval.Low)} to {MetricText.Bare(metric, interval.High)}";
        return interval.Low > 0
            ? $"Trial {Name(winner.Trial)} is better than the recipe as it was {by} ({range}): {level}."
            : $"Trial {Name(winner.Trial)} came out better than the recipe as it was {by} ({range}), but the interval contains zero: chance "
                + $"explains it as well. More fresh seeds would tell (--fresh-seeds). It reaches {level}.";
    }

    /// <summary>What a trial is called: its number, counted from 1.</summary>
    public static string Name(Trial trial) =>
        trial.Places.Count == 0 ? "the recipe" : (trial.Number + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>How a trial ended, in a word.</summary>
    public static string Ended(Trial trial) =>
        trial.End switch
        {
            TrialEnd.Whole => "all epochs",
            TrialEnd.Halved => "early, others were better",
            _ => $"failed: {trial.Problem}",
        };

    /// <summary>A mean with its spread over the seeds.</summary>
    public static string Mean(MetricFacts metric, SeedStatistics scores) =>
        scores.StandardDeviation is { } deviation
            ? $"{MetricText.Bare(metric, scores.Mean)} ± {MetricText.Level(metric, deviation)}"
            : MetricText.Level(metric, scores.Mean);
}
