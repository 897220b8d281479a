using System.Globalization;
using Decant.Evidence;
using Decant.Reporting;
using Decant.Reporting.Charts;

namespace Decant.Tuning;

/// <summary>A search as a page: what it found, what mattered, every trial.</summary>
internal static class TuningPage
{
    /// <summary>The content of <c>tune.html</c>.</summary>
    /// <param name="name">The recipe's name.</param>
    /// <param name="result">What was found.</param>
    public static string Of(string name, TuningResult result) =>
        Markup
            .Of(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <title>{name} – Decant search</title>
                <style>{Markup.Constant(ReportStyle.Css)}</style>
                </head>
                <body>
                <p class="eyebrow">Decant search</p><h1>{name}</h1>
                <div class="verdict {(result.GainInterval is { Low: > 0 } ? "good" : "open")}"><p>{TuningText.Verdict(result)}</p></div>
                <main>
                <section id="finalists"><h2>Again, with fresh seeds</h2>
                <p class="note">The best trials and the recipe as it was, trained with seeds that the search did not see. All numbers are of the validation part; no one has looked at the test part.</p>
                {Finalists(result)}</section>
                <section id="importance"><h2>What mattered</h2>
                <p class="note">The share of the scores' variance between the quarters of a setting's range, or between its values, less what chance gives. Few trials say little.</p>
                {Bars(result)}</section>
                <section id="settings"><h2>Every setting</h2>
                <p class="note">A dot is a trial, the large one the winner; pale ones were ended early and show their last score.</p>
                <div class="charts">{Markup.Each(Enumerable.Range(0, result.Space.Count), d => Chart(result, d))}</div></section>
                <section id="trials"><h2>Every trial</h2>{Trials(result)}</section>
                <section id="recipe"><h2>The recipe that was found</h2><pre tabindex="0">{result.Recipe}</pre></section>
                </main>
                </body>
                </html>

                """
            )
            .ToString();

    private static Markup Finalists(TuningResult result) =>
        Table(
            ["Trial", .. result.Space.Select(dimension => dimension.ShortName), "In the search", "Fresh seeds, mean"],
            result.Finalists.Select(finalist =>
                new[] { TuningText.Name(finalist.Trial) }
                    .Concat(Values(result, finalist.Trial))
                    .Append(MetricText.Level(result.Metric, finalist.Trial.Score!.Value))
                    .Append(TuningText.Mean(result.Metric, finalist.Scores))
            )
        );

    private static Markup Trials(TuningResult result) =>
        Table(
            ["Trial", .. result.Space.Select(dimension => dimension.ShortName), "Score", "Epochs", "Ended"],
            result.Trials.Select(trial =>
                new[] { TuningText.Name(trial) }
                    .Concat(Values(result, trial))
                    .Append(trial.Score is { } score ? MetricText.Level(result.Metric, score) : "")
                    .Append(trial.Epochs.Count.ToString(CultureInfo.InvariantCulture))
                    .Append(TuningText.Ended(trial))
            )
        );

    private static IEnumerable<string> Values(TuningResult result, Trial trial) =>
        result.Space.Select((dimension, d) => trial.Places.Count == 0 ? "as it was" : dimension.Text(trial.Places[d]));

    private static Markup Table(IEnumerable<string> titles, IEnumerable<IEnumerable<string>> rows) =>
        Markup.Of(
            $"""
            <div class="scroll" tabindex="0"><table>
            <thead><tr>{Markup.Each(titles, title => Markup.Of($"""<th scope="col">{title}</th>"""))}</tr></thead>
            <tbody>{Markup.Each(rows, row => Markup.Of($"<tr>{Markup.Each(row, cell => Markup.Of($"<td>{cell}</td>"))}</tr>"))}</tbody>
            </table></div>
            """
        );

    private static Markup Bars(TuningResult result) =>
        new BarChart
        {
            Id = "importance-chart",
            Title = "Share of the scores' variance",
            Description =
                string.Join(", ", result.Space.Zip(result.Importances, (d, share) => $"{d.Path} {Quantity.Percent(share)}")) + ".",
            Bars =
            [
                .. result
                    .Space.Zip(result.Importances)
                    .OrderByDescending(setting => setting.Second)
                    .Select(setting => new Bar(setting.First.Path, "teacher", setting.Second, Quantity.Percent(setting.Second), [])),
            ],
        }.Draw();

    private static Markup Chart(TuningResult result, int d)
    {
        var scale = result.Metric.Unit == "fraction" ? 100 : 1;
        var dots = result
            .Trials.Where(trial => trial.Places.Count > 0 && (trial.Score is not null || trial.Epochs.Count > 0))
            .Select(trial =>
                (trial.Places[d], scale * (trial.Score ?? trial.Epochs[^1]), trial.IsWhole, trial.Number == result.Winner.Trial.Number)
            )
            .ToArray();
        return dots.Length == 0
            ? Markup.Empty
            : Markup.Of(
                $"""<figure>{new TrialChart
                {
                    Id = FormattableString.Invariant($"setting-{d}"),
                    Dimension = result.Space[d],
                    Description = $"{dots.Length} trials.",
                    Label = MetricText.Words(result.Metric.Name),
                    Dots = dots,
                }.Draw()}</figure>"""
            );
    }
}
