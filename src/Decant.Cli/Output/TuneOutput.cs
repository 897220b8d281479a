using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Evidence;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tuning;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>A search on the terminal: a line for each trial, then what was found.</summary>
/// <param name="call">The call.</param>
/// <param name="space">What is searched.</param>
/// <param name="tuning">How much.</param>
internal sealed class TuneOutput(Invocation call, IReadOnlyList<SearchDimension> space, TuningSettings tuning)
{
    private readonly long _start = call.Clock.GetTimestamp();
    private readonly Lock _lines = new();
    private int _told;

    /// <summary>Tells of a trial that has ended.</summary>
    public void Tell(Trial trial, Tuner tuner)
    {
        lock (_lines)
        {
            _told++;
            var ended = tuner.Ended;
            var searched = ended.Count(other => other.Repeats is null);
            var best = Trial.Ranked(ended.Where(other => other.Repeats is null), tuner.Metric.HigherIsBetter)[0];
            // What is left of the search, and then of the trials with fresh seeds, at the pace so far.
            var left =
                Math.Max(0, tuning.Trials - searched)
                + (((1 + tuning.Finalists) * tuning.FreshSeeds) - ended.Count(other => other.Repeats is not null));
            var pace = call.Clock.GetElapsedTime(_start) / _told;
            var time = left > 0 ? $"; about {Quantity.Duration(pace * left)} left" : "";
            var which = trial.Repeats is { } number
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"again  {(number == 0 ? "the recipe" : $"trial {number + 1}")}, seed {trial.Seed}"
                )
                : string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number + 1}/{tuning.Trials}  {Values(trial)}");
            call.Terminal.Say(
                Markup.Escape(
                    $"{which}: {Score(trial, tuner.Metric)}"
                        + $"{(best.Score is { } score && trial.Repeats is null ? $"; best {MetricText.Level(tuner.Metric, score)}" : "")}{time}"
                )
            );
        }
    }

    /// <summary>Shows what was found, as a table or as JSON.</summary>
    public void Show(TuningResult result, TuningFolder folder)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(result, folder));
            return;
        }

        var table = TableLook.OfNumbers(["", .. space.Select(dimension => dimension.ShortName), "Search", "Fresh seeds"]);
        foreach (var finalist in result.Finalists)
        {
            table.AddTexts([
                finalist.Trial.Places.Count == 0 ? TuningText.Name(finalist.Trial) : $"trial {TuningText.Name(finalist.Trial)}",
                .. space.Select(
                    (dimension, d) => finalist.Trial.Places.Count == 0 ? "as it was" : dimension.Text(finalist.Trial.Places[d])
                ),
                MetricText.Level(result.Metric, finalist.Trial.Score!.Value),
                TuningText.Mean(result.Metric, finalist.Scores),
            ]);
        }

        call.Terminal.Show(table);
        var mattered = space
            .Zip(result.Importances)
            .OrderByDescending(setting => setting.Second)
            .Select(setting => $"{setting.First.ShortName} {Quantity.Percent(setting.Second)}");
        call.Terminal.Show(
            new Text(
                $"\n{TuningText.Verdict(result)}\nWhat mattered, as a share of the scores' variance: {string.Join(", ", mattered)}.\n\n"
            )
        );
        var facts = TableLook.OfFacts();
        facts.AddFact("recipe", folder[TuningFolder.Recipe]);
        facts.AddFact("page", folder[TuningFolder.Page]);
        facts.AddFact("next", $"decant distill {folder[TuningFolder.Recipe]}: the test part, which no trial has seen");
        call.Terminal.Show(facts);
    }

    private string Values(Trial trial) =>
        trial.Places.Count == 0
            ? "the recipe as it is"
            : string.Join(", ", space.Select((dimension, d) => $"{dimension.ShortName} {dimension.Text(trial.Places[d])}"));

    private static string Score(Trial trial, MetricFacts metric) =>
        trial.Score is { } score ? MetricText.Level(metric, score)
        : trial.End == TrialEnd.Halved
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{MetricText.Level(metric, trial.Epochs[^1])} after {trial.Epochs.Count} epoch{(trial.Epochs.Count == 1 ? "" : "s")}, ended"
            )
        : TuningText.Ended(trial);

    private static string Json(TuningResult result, TuningFolder folder) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("recipe", folder[TuningFolder.Recipe]);
            json.WriteString("metric", result.Metric.Name);
            json.WriteString("verdict", TuningText.Verdict(result));
            json.WriteStartArray("finalists");
            foreach (var finalist in result.Finalists)
            {
                json.WriteStartObject();
                json.WriteNumber("trial", finalist.Trial.Number + 1);
                json.WriteStartObject("settings");
                foreach (var (d, place) in finalist.Trial.Places.Index())
                {
                    json.WriteString(result.Space[d].Path, result.Space[d].Text(place));
                }

                json.WriteEndObject();
                json.WriteFinite("search", finalist.Trial.Score);
                json.WriteStatistics(finalist.Scores);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("importance");
            foreach (var (dimension, share) in result.Space.Zip(result.Importances))
            {
                json.WriteNumber(dimension.Path, Math.Round(share, 4));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
}
