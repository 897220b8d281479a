using System.Text.Json.Serialization;

namespace Decant.Tuning;

/// <summary>One training with some settings, judged on the validation part.</summary>
internal sealed record Trial
{
    /// <summary>Its number, from 0; the first one is the recipe as it is.</summary>
    public required int Number { get; init; }

    /// <summary>Where it lies in each setting that is searched; empty for the recipe as it is.</summary>
    public required IReadOnlyList<double> Places { get; init; }

    /// <summary>The seed of its training.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The number of the trial that it repeats with another seed; null for one of the search.</summary>
    public int? Repeats { get; init; }

    /// <summary>How it ended.</summary>
    public TrialEnd End { get; init; }

    /// <summary>The main metric on validation, of the network that was kept; null where the trial ended early.</summary>
    public double? Score { get; init; }

    /// <summary>The main metric on validation after each epoch.</summary>
    public IReadOnlyList<double> Epochs { get; init; } = [];

    /// <summary>Seconds that it took.</summary>
    public double Seconds { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it can be compared with others by its score.</summary>
    [JsonIgnore]
    public bool IsWhole => End == TrialEnd.Whole;

    /// <summary>Trials with the better ones first: whole ones, then those that came further, then by what they scored last.</summary>
    /// <param name="trials">Trials that have ended.</param>
    /// <param name="higherIsBetter">Whether a larger score is the better one.</param>
    public static IReadOnlyList<Trial> Ranked(IEnumerable<Trial> trials, bool higherIsBetter)
    {
        var sign = higherIsBetter ? 1 : -1;
        return
        [
            .. trials
                .OrderByDescending(trial => trial.IsWhole)
                .ThenByDescending(trial => trial.IsWhole ? 0 : trial.Epochs.Count)
                .ThenByDescending(trial => sign * (trial.Score ?? trial.Epochs.LastOrDefault(double.NaN)))
                .ThenBy(trial => trial.Number),
        ];
    }
}
