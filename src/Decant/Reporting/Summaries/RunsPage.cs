using Decant.Evidence;
using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Summaries;

/// <summary>Several finished runs as one page: a table, and how good each student is for what it costs.</summary>
internal static class RunsPage
{
    /// <summary>The page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="runs">The runs, 1 or more, each with the name under which it is shown.</param>
    /// <param name="note">What else is to be known, as a sentence; empty for nothing.</param>
    /// <param name="curve">The setting in which the runs differ and the number of each; null where they differ otherwise.</param>
    public static string Of(
        string title,
        IReadOnlyList<(string Name, RunSummary Run)> runs,
        string note = "",
        (string Setting, IReadOnlyList<double> Values)? curve = null
    ) =>
        Markup
            .Of(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <title>{title} – Decant</title>
                <style>{Markup.Constant(ReportStyle.Css)}</style>
                </head>
                <body>
                <p class="eyebrow">{Quantity.Count(runs.Count)} runs</p><h1>{title}</h1>
                <p class="note">{note}</p>
                <main>
                {Markup.Each(runs.GroupBy(run => (run.Run.Metric.Name, run.Run.JudgedBy)), group => Group([.. group], curve))}
                </main>
                </body>
                </html>

                """
            )
            .ToString();

    // What is judged by different metrics cannot be compared.
    private static Markup Group(IReadOnlyList<(string Name, RunSummary Run)> runs, (string Setting, IReadOnlyList<double> Values)? curve)
    {
        var metric = runs[0].Run.Metric;
        var part = runs[0].Run.JudgedBy;
        var id = $"{metric.Word}-{part}";
        return Markup.Of(
            $"""
            <section id="{id}"><h2>{Sentence(MetricText.Words(metric.Name))}, {part} part</h2>
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th scope="col">Run</th><th scope="col" class="number">Teacher</th><th scope="col" class="number">Distilled</th><th scope="col" class="number">No teacher</th><th scope="col">Did it help?</th><th scope="col" class="number">Parameters</th><th scope="col" class="number">Size</th><th scope="col" class="number">Latency</th><th scope="col" class="number">Time</th></tr></thead>
            <tbody>{Markup.Each(runs, run => Row(run.Name, run.Run))}</tbody>
            </table></div>
            <div class="charts">
            {(curve is { } known ? Curve(runs, known.Setting, known.Values) : Markup.Empty)}
            {TradeOff(runs, $"{id}-size", "Quality against file size", "file size", arm => arm.Bytes, cost => Quantity.Bytes((long)cost))}
            {TradeOff(
                runs,
                $"{id}-latency",
                "Quality against latency",
                "time of one sample",
                arm => arm.Seconds ?? double.NaN,
                cost => Quantity.Latency(TimeSpan.FromSeconds(cost))
            )}
            </div></section>
            """
        );
    }

    private static Markup Row(string name, RunSummary run) =>
        Markup.Of(
            $"""
            <tr><th scope="row">{name}</th><td class="number">{RunsText.Level(run, ArmNames.Teacher)}</td><td class="number">{RunsText.Level(
                run,
                ArmNames.Distilled
            )}</td><td class="number">{RunsText.Level(run, ArmNames.Scratch)}</td><td>{RunsText.Outcome(
                run
            )}</td><td class="number">{RunsText.Parameters(run)}</td><td class="number">{RunsText.Size(run)}</td><td class="number">{RunsText.Latency(
                run
            )}</td><td class="number">{Quantity.Duration(run.Duration)}</td></tr>
            """
        );

    private static Markup TradeOff(
        IReadOnlyList<(string Name, RunSummary Run)> runs,
        string id,
        string title,
        string label,
        Func<ArmSummary, double> cost,
        Func<double, string> text
    )
    {
        var metric = runs[0].Run.Metric;
        var scale = metric.Unit == MetricFacts.Fraction ? 100 : 1;
        var dots = runs.SelectMany(run =>
                new[]
                {
                    (run.Name, Arm: run.Run.Student, Colour: ArmNames.Distilled),
                    (Name: "teacher", Arm: run.Run.Teacher, Colour: ArmNames.Teacher),
                }
            )
            .Where(dot => dot.Arm is not null)
            .Select(dot => (dot.Name, dot.Colour, Cost: cost(dot.Arm!), Score: scale * dot.Arm!.Mean(metric.Name)))
            .Where(dot => double.IsFinite(dot.Score) && dot.Cost > 0)
            // The runs of a sweep share their teacher.
            .Distinct()
            .ToArray();
        return dots.Select(dot => dot.Cost).Distinct().Count() < 2
            ? Markup.Empty
            : Markup.Of(
                $"""<figure><figcaption><b>{title}.</b> No other network beats those on the line in both.</figcaption>{new TradeOffChart
                {
                    Id = id,
                    Title = title,
                    CostLabel = label,
                    CostText = text,
                    ScoreLabel = $"{MetricText.Words(metric.Name)}{(scale == 100 ? ", %" : "")}",
                    HigherIsBetter = metric.HigherIsBetter,
                    Dots = dots,
                }.Draw()}</figure>"""
            );
    }

    private static Markup Curve(IReadOnlyList<(string Name, RunSummary Run)> runs, string setting, IReadOnlyList<double> values)
    {
        var metric = runs[0].Run.Metric;
        var scale = metric.Unit == MetricFacts.Fraction ? 100 : 1;
        var arms = new[] { ArmNames.Teacher, ArmNames.Scratch, ArmNames.Distilled }
            .Where(name => runs.Any(run => run.Run.Arm(name) is not null))
            .Select(name => new LineSeries(
                ArmLook.Of(name).Title,
                ArmLook.Of(name).Colour,
                ArmLook.Of(name).Dash,
                [
                    .. runs.Zip(values, (run, value) => (X: value, Y: scale * (run.Run.Arm(name)?.Mean(metric.Name) ?? double.NaN)))
                        .OrderBy(point => point.X),
                ]
            ));
        return Markup.Of(
            $"""<figure><figcaption><b>{Sentence(MetricText.Words(metric.Name))} by {setting}.</b></figcaption>{new LineChart
            {
                Id = "curve",
                Title = $"{MetricText.Words(metric.Name)} by {setting}",
                Description = $"{runs.Count} values of {setting}.",
                XLabel = setting,
                YLabel = $"{MetricText.Words(metric.Name)}{(scale == 100 ? ", %" : "")}",
                Series = [.. arms],
            }.Draw()}</figure>"""
        );
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
